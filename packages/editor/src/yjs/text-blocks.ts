import * as Y from 'yjs';

/** What stands in a block, in a row. */
export interface TextBlock {
  element: Y.XmlFragment;
  /** With one character for whatever is none, so that indexes are Yjs's. */
  words: string;
  /** The texts that it consists of, and where each is in the words. */
  texts: { text: Y.Text; at: number }[];
}

/** The elements below a type, in the order of the document; of those that are not to be entered none, nor what is in them. */
export function elementsIn(
  parent: Y.XmlFragment,
  isEntered: (element: Y.XmlElement) => boolean = () => true,
): Y.XmlElement[] {
  const found: Y.XmlElement[] = [];
  const waiting: unknown[] = [...parent.toArray()].reverse();
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!(next instanceof Y.XmlElement) || !isEntered(next)) continue;
    found.push(next);
    waiting.push(...next.toArray().reverse());
  }
  return found;
}

/** The blocks at or below a type that have text in them. */
export function textBlocksIn(
  parent: Y.XmlFragment,
  isEntered?: (element: Y.XmlElement) => boolean,
): TextBlock[] {
  const elements: Y.XmlFragment[] = elementsIn(parent, isEntered);
  if (parent instanceof Y.XmlElement) elements.unshift(parent);
  return elements.flatMap((element) => {
    const children: unknown[] = element.toArray();
    if (!children.some((child) => child instanceof Y.Text)) return [];
    const block: TextBlock = { element, words: '', texts: [] };
    for (const child of children) {
      if (child instanceof Y.Text) {
        block.texts.push({ text: child, at: block.words.length });
        block.words += wordsOf(child);
      } else block.words += '\ufffc';
    }
    return [block];
  });
}

function wordsOf(text: Y.Text): string {
  const delta: { insert: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc')).join('');
}
