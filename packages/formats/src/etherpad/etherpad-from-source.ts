import type { ExportSource } from '../writing/export-source.ts';
import { OpWriter } from './attribs.ts';
import { type PadLine, padLines } from './pad-lines.ts';

/** What the pad is called in the file; whoever imports it gives it the name of their own. */
const PAD = 'document';

/**
 * A document as Etherpad imports it (.etherpad): one revision with all of the text, without authors. Etherpad checks that the revision makes
 * the very text and attributes that the pad has, and takes nothing else.
 */
export function etherpadFromSource(source: ExportSource, now: number): string {
  const { text, ops, withEnd, attributes } = written(padLines(source));
  const pool = {
    numToAttrib: Object.fromEntries(attributes.map((attribute, number) => [number, attribute])),
    nextNum: attributes.length,
  };
  const atext = { text: `${text}\n`, attribs: withEnd };
  const changeset = `Z:1>${text.length.toString(36)}${ops}$${text}`;
  return JSON.stringify({
    [`pad:${PAD}`]: { atext, pool, head: 0, chatHead: -1, publicStatus: false, savedRevisions: [] },
    [`pad:${PAD}:revs:0`]: { changeset, meta: { author: '', timestamp: now, pool, atext } },
  });
}

function written(lines: readonly PadLine[]) {
  const attributes: [string, string][] = [];
  const numbers = new Map<string, number>();
  const numberOf = (name: string, value: string): number => {
    const key = JSON.stringify([name, value]);
    const number = numbers.get(key) ?? attributes.length;
    if (!numbers.has(key)) attributes.push([name, value]);
    numbers.set(key, number);
    return number;
  };
  // In the order of their names, the only one that Etherpad takes.
  const attribsOf = (set: Readonly<Record<string, string>>): string =>
    Object.entries(set)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `*${numberOf(name, value).toString(36)}`)
      .join('');
  const [inserted, whole] = [new OpWriter(), new OpWriter()];
  let text = '';
  const add = (piece: string, attribs: string): void => {
    inserted.add(piece, attribs);
    whole.add(piece, attribs);
    text += piece;
  };
  for (const [index, { attributes: own, pieces }] of lines.entries()) {
    if (index > 0) add('\n', '');
    if (Object.keys(own).length > 0) add('*', attribsOf(own));
    for (const piece of pieces) add(piece.text, attribsOf(piece.attributes));
  }
  whole.add('\n', '');
  return { text, ops: inserted.toString(), withEnd: whole.toString(), attributes };
}
