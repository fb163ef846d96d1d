import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { elementsIn, type TextBlock, textBlocksIn } from './text-blocks.ts';

/** A place in a text: two Yjs relative positions as bytes, and the words between them. */
export interface QuotedPlace {
  from: Uint8Array;
  to: Uint8Array;
  quote: string;
}

/** Why there is no place for some words. */
export type NoPlace = 'none' | 'several';

/**
 * The place of words that stand once in the document in a state (V1), or in one of its blocks, and within one block; without words that of
 * the whole text of the block, of which the quote has the beginning.
 * @param most characters that a quote has.
 */
export function placeOfQuote(
  state: Uint8Array,
  { quote, blockId, most }: { quote?: string | undefined; blockId?: string | undefined; most: number },
): QuotedPlace | NoPlace {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    const within = blockId === undefined ? [fragment] : blocksWith(fragment, blockId);
    if (within.length > 1) return 'several';
    const blocks = within.flatMap((parent) => textBlocksIn(parent));
    if (quote === undefined) return placeOfBlock(blocks, most);
    const places = blocks.flatMap((block) => placesIn(block, quote));
    const [place] = places;
    if (!place) return 'none';
    return places.length > 1 ? 'several' : place;
  } finally {
    doc.destroy();
  }
}

function blocksWith(fragment: Y.XmlFragment, id: string): Y.XmlElement[] {
  return elementsIn(fragment).filter((element) => element.getAttribute('id') === id);
}

function placesIn(block: TextBlock, quote: string): QuotedPlace[] {
  const places: QuotedPlace[] = [];
  for (let at = block.words.indexOf(quote); at !== -1; at = block.words.indexOf(quote, at + 1)) {
    const place = placeAt(block, { from: at, to: at + quote.length, quote });
    if (place) places.push(place);
  }
  return places;
}

function placeOfBlock(blocks: readonly TextBlock[], most: number): QuotedPlace | NoPlace {
  const [first] = blocks.filter(({ words }) => words !== '');
  if (!first) return 'none';
  const { words } = first;
  return placeAt(first, { from: 0, to: words.length, quote: words.slice(0, most) }) ?? 'none';
}

/** The places before the first and behind the last character, which go along with them. */
function placeAt(
  { texts }: TextBlock,
  { from, to, quote }: { from: number; to: number; quote: string },
): QuotedPlace | null {
  const holding = (index: number) => texts.find(({ text, at }) => at <= index && index < at + text.length);
  const [first, last] = [holding(from), holding(to - 1)];
  if (!first || !last) return null;
  const encode = ({ text, at }: TextBlock['texts'][number], index: number, assoc: number) =>
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index - at, assoc));
  return { from: encode(first, from, 0), to: encode(last, to, -1), quote };
}
