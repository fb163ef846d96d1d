import * as Y from 'yjs';

/** The texts below a Yjs type, in the order of the document. */
export function* textsIn(parent: Y.XmlFragment): Generator<Y.Text> {
  const waiting: unknown[] = [parent];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next instanceof Y.XmlFragment) waiting.push(...next.toArray().reverse());
    else if (next instanceof Y.Text) yield next;
  }
}

/** The elements of one kind below a Yjs type. */
export function* elementsIn(parent: Y.XmlFragment, name: string): Generator<Y.XmlElement> {
  const waiting: unknown[] = [parent];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!(next instanceof Y.XmlFragment)) continue;
    if (next instanceof Y.XmlElement && next.nodeName === name) yield next;
    waiting.push(...next.toArray().reverse());
  }
}
