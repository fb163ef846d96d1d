import { type Occurrence, occurrencesOf } from '@plenum/domain/documents/occurrences';
import type { FoundWords, Replacement } from '@plenum/domain/documents/replacement';
import * as Y from 'yjs';
import { documentSchema, FRAGMENT_NAME } from '../schema/schema.ts';
import { readUpdates } from './json-from-update.ts';
import { type TextBlock, textBlocksIn } from './text-blocks.ts';

/**
 * What a document, as some updates (V1) make it, has of what is looked for within one block, and some of it with the text around.
 * @param shown how much of it is told, and how many UTF-16 units around each.
 */
export function findWords(
  updates: Iterable<Uint8Array>,
  replacement: Replacement,
  shown: { most: number; around: number },
): { count: number; found: FoundWords[] } {
  return readUpdates(updates, (fragment) => {
    let count = 0;
    const found: FoundWords[] = [];
    for (const { words } of writtenBlocks(fragment)) {
      const all = occurrencesOf(words, replacement);
      count += all.length;
      found.push(...all.slice(0, shown.most - found.length).map((one) => quoted(words, one, shown.around)));
    }
    return { count, found };
  });
}

/**
 * The update (V1) that replaces what is looked for in the document that some updates make, under a random client id, and how often; the
 * first ones where there are more than `most`. What is put in looks as the first character that goes, and stands within what goes, so that
 * a comment on that is one on it. Nothing else is changed. Null where nothing is found.
 */
export function replaceWords(
  updates: Iterable<Uint8Array>,
  replacement: Replacement,
  most: number,
): { update: Uint8Array; count: number; isAll: boolean } | null {
  const doc = new Y.Doc();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    let count = 0;
    let isAll = true;
    doc.transact(() => {
      for (const block of writtenBlocks(doc.getXmlFragment(FRAGMENT_NAME))) {
        const all = occurrencesOf(block.words, replacement);
        const some = all.slice(0, most - count);
        if (some.length < all.length) isAll = false;
        // From the end, so that what is still to be replaced stays where it is.
        for (const one of some.reverse()) replaceAt(block, one, replacement.with);
        count += some.length;
      }
    });
    return count === 0 ? null : { update: Y.mergeUpdates(made), count, isAll };
  } finally {
    doc.destroy();
  }
}

/** The blocks whose text people see: in what the schema doesn't know nobody would see what was replaced. */
function writtenBlocks(fragment: Y.XmlFragment): TextBlock[] {
  const nodeOf = (element: unknown) =>
    element instanceof Y.XmlElement ? documentSchema.nodes[element.nodeName] : undefined;
  return textBlocksIn(fragment, (element) => nodeOf(element) !== undefined).filter(
    ({ element }) => nodeOf(element)?.isTextblock,
  );
}

function replaceAt({ words, texts }: TextBlock, { from, to }: Occurrence, by: string): void {
  const touched = texts.filter(({ text, at }) => at < to && from < at + text.length);
  const [first, ...others] = touched;
  if (!first) return;
  for (const { text, at } of others) text.delete(0, Math.min(text.length, to - at));
  const start = from - first.at;
  const end = Math.min(first.text.length, to - first.at);
  // Behind a whole character: half of one would be lost for good.
  const within = start + ((words.codePointAt(from) ?? 0) > 0xffff ? 2 : 1);
  // It looks as what is before it. First of all, since Yjs puts in behind what is gone.
  if (by !== '') first.text.insert(within, by);
  if (end > within) first.text.delete(within + by.length, end - within);
  first.text.delete(start, within - start);
}

/** With whole characters at its ends. */
function quoted(words: string, { from, to }: Occurrence, around: number): FoundWords {
  const [start, end] = [Math.max(0, from - around), Math.min(words.length, to + around)];
  const clean = (text: string) => text.replaceAll('\ufffc', ' ').replace(/\s+/g, ' ');
  return {
    before: clean((start > 0 ? '…' : '') + words.slice(start, from).replace(/^[\udc00-\udfff]/, '')),
    words: words.slice(from, to),
    after: clean(words.slice(to, end).replace(/[\ud800-\udbff]$/, '') + (end < words.length ? '…' : '')),
  };
}
