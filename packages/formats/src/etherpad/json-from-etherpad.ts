import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson } from '@plenum/editor/schema/json';
import { BlockBuilder, textNodes, withoutBox } from '../reading/blocks.ts';
import { Gathered, type ImportedDocument } from '../reading/imported.ts';
import { joinedBlocks } from '../reading/joined-blocks.ts';
import { linked } from '../reading/linked.ts';
import { textOf } from '../xml/read-xml.ts';
import { type PadAttributes, type PadLine, readPad } from './read-pad.ts';

const MARKS: Readonly<Record<string, string>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'strike',
  sup: 'superscript',
  sub: 'subscript',
};

/** Attributes by which Etherpad keeps its own books. */
const OWN = new Set([
  'author',
  'lmkr',
  'insertorder',
  'start',
  'list',
  'heading',
  'align',
  'removed',
  'url',
  ...Object.keys(MARKS),
]);

const DEEPEST_HEADING = 4;

/**
 * Reads what Etherpad has exported (.etherpad): the text as it was last, without its history, its chat and who wrote it.
 * @throws AppError `invalid_input` for what is no such file, `too_large` beyond the limits.
 */
export function jsonFromEtherpad(bytes: Uint8Array): ImportedDocument {
  const pad = readPad(textOf(bytes));
  const gathered = new Gathered();
  const { losses } = gathered;
  losses.add('chat', { count: pad.chatMessages });
  losses.add('revisions', { count: Math.max(0, pad.revisions - 1) });
  losses.add('authors', { count: pad.authors });
  const builder = new BlockBuilder();
  for (const line of pad.lines) addLine(line, builder, gathered);
  return gathered.finish(pad.id, joinedBlocks(builder.blocks));
}

function addLine(line: PadLine, builder: BlockBuilder, { losses }: Gathered): void {
  const { attributes, pieces } = line;
  const words = pieces.map(({ text }) => text).join('');
  for (const name of new Set(
    [attributes, ...pieces.map((piece) => piece.attributes)].flatMap((one) => [...one.keys()]),
  )) {
    if (!OWN.has(name)) losses.add('pluginAttributes', { place: `${name}: ${words}` });
  }
  const content = pieces.flatMap(({ text, attributes: own }) => linked(text, marksOf(own)));
  const align = { center: 'center', right: 'end', justify: 'justify' }[attributes.get('align') ?? ''] ?? null;
  const [, kind = '', depth = '1'] =
    /^(bullet|number|indent|task|taskdone)(\d+)$/.exec(attributes.get('list') ?? '') ?? [];
  if (kind !== '' && kind !== 'indent') {
    const { content: rest, checked } = withoutBox(content);
    builder.addItem({
      level: Math.min(Number(depth), 16) - 1,
      isOrdered: kind === 'number',
      key: kind,
      start: Number.parseInt(attributes.get('start') ?? '1', 10) || 1,
      checked: kind.startsWith('task') ? kind === 'taskdone' : checked,
      blocks: [{ type: 'paragraph', attrs: { align }, content: rest }],
    });
    return;
  }
  // Lines without anything on them part paragraphs, which here have room between them.
  if (words.trim() === '') return;
  const level = Number(/^h([1-6])$/.exec(attributes.get('heading') ?? '')?.[1] ?? 0);
  if (level > DEEPEST_HEADING) losses.add('deepHeadings', { place: words });
  if (attributes.get('heading') === 'code') builder.add({ type: 'codeBlock', content: textNodes(words) });
  else if (level === 0) builder.add({ type: 'paragraph', attrs: { align }, content });
  else builder.add({ type: 'heading', attrs: { align, level: Math.min(level, DEEPEST_HEADING) }, content });
}

function marksOf(attributes: PadAttributes): MarkJson[] {
  const marks: MarkJson[] = [];
  for (const [name, value] of attributes) {
    const type = Object.hasOwn(MARKS, name) ? MARKS[name] : undefined;
    if (type && value !== '' && value !== 'false') marks.push({ type });
  }
  const href = safeHref(attributes.get('url'));
  return href === null ? marks : [...marks, { type: 'link', attrs: { href } }];
}
