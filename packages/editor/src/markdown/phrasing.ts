import { Mark, type Node } from '@tiptap/pm/model';
import type { DocumentLink, PhrasingContent, Text } from 'mdast';
import { documentLinkText } from '../schema/document-link.ts';
import { filePath } from '../schema/file-path.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { guardAstralNeighbours, isStarred } from './attention.ts';
import { documentFromTokens } from './document-from-tokens.ts';
import { isWritable } from './formula-rules.ts';
import { parseMarkdown } from './parser.ts';
import { writeMarkdown } from './writer.ts';

/** A piece of text, a line break when `text` is null, or a reference to a note, with the marks that are still to be written around it. */
interface Piece {
  text: string | null;
  marks: readonly Mark[];
  noteLabel?: string;
  /** A link to a document, whose label is the text. */
  link?: DocumentLink;
}

/** What Markdown has no marks for, so that only its text is left. */
const MARKS_WITHOUT_MARKDOWN = ['underline', 'textColour', 'highlight', 'superscript', 'subscript'];

/** The labels of notes in Markdown: the number of one that the text refers to, and for others a letter with one. */
export class NoteLabels {
  readonly #numbers: ReadonlyMap<string, number>;
  #others = 0;

  constructor(numbers: ReadonlyMap<string, number>) {
    this.#numbers = numbers;
  }

  /** Null where there is no such note. */
  ofReference({ attrs: { noteId } }: Node): string | null {
    return this.#numbers.get(noteId)?.toString() ?? null;
  }

  ofNote(note: Node): string {
    const label = this.ofReference(note);
    if (label !== null) return label;
    this.#others += 1;
    return `n${this.#others}`;
  }
}

/** A picture or a file where only a line is. */
export function filePhrasing({ type, attrs: { fileId, alt, name } }: Node): PhrasingContent {
  const url = filePath(String(fileId));
  if (type.name === 'image') return { type: 'image', url, alt };
  return { type: 'link', url, children: [{ type: 'text', value: name }] };
}

/**
 * The inline content of a text block in mdast. Marks that Markdown has not leave only their text; where all is one line, as in a heading, a
 * break becomes a space, as a heading of several lines can be taken for a table. Markers of `*` that
 * touch can be ambiguous in ways that no escape mends (CommonMark 0.31 §6.2, rules 9 and 10): a block whose text would be
 * read differently is written without them.
 */
export function phrasingFrom(
  block: Node,
  labels: NoteLabels,
  { isOneLine = block.type.name === 'heading' } = {},
): PhrasingContent[] {
  const write = (dropped: readonly string[]) => group(piecesOf(block, { labels, isOneLine, dropped }));
  const children = write(MARKS_WITHOUT_MARKDOWN);
  if (!hasTouchingStars(children) || readBack(children) === squash(block.textContent)) return children;
  return write([...MARKS_WITHOUT_MARKDOWN, 'bold', 'italic', 'strike']);
}

function piecesOf(
  block: Node,
  { labels, isOneLine, dropped }: { labels: NoteLabels; isOneLine: boolean; dropped: readonly string[] },
): Piece[] {
  const pieces: Piece[] = [];
  // As code a link would be its name alone, and within another link none.
  const isAround = ({ type: { name } }: Mark): boolean =>
    ['bold', 'italic', 'strike'].includes(name) && !dropped.includes(name);
  for (const node of block.children) {
    if (node.type.name === 'footnoteReference') {
      const noteLabel = labels.ofReference(node);
      if (noteLabel !== null) pieces.push({ text: '', marks: node.marks, noteLabel });
      continue;
    }
    if (node.type.name === 'documentLink') {
      pieces.push({ text: documentLinkText(node), marks: node.marks.filter(isAround), link: linkFrom(node) });
      continue;
    }
    const text = textOf(node)?.replace(/\r?\n|\r/g, ' ') ?? (isOneLine ? ' ' : null);
    const isKept = ({ type: { name } }: Mark): boolean =>
      !dropped.includes(name) && (name !== 'formula' || isWritable(text ?? ''));
    const marks = node.marks.filter(isKept);
    const last = pieces.at(-1);
    // The fences of two code spans side by side would be read as one.
    if (
      last?.text != null &&
      last.noteLabel === undefined &&
      last.link === undefined &&
      text !== null &&
      Mark.sameSet(last.marks, marks)
    )
      last.text += text;
    else pieces.push({ text, marks });
  }
  return pieces;
}

function linkFrom(node: Node): DocumentLink {
  return { type: 'documentLink', documentId: node.attrs.documentId, label: documentLinkText(node) };
}

/** Null for a line break. */
function textOf(node: Node): string | null {
  return node.text ?? node.type.spec.leafText?.(node) ?? null;
}

function hasTouchingStars(children: readonly PhrasingContent[]): boolean {
  return children.some((child, index) => {
    if (isStarred(child) && isStarred(children[index + 1])) return true;
    if (!('children' in child)) return false;
    const { children: inner } = child;
    const touchesEdge =
      isStarred(child) && inner.length > 1 && (isStarred(inner[0]) || isStarred(inner.at(-1)));
    return touchesEdge || hasTouchingStars(inner);
  });
}

function readBack(children: PhrasingContent[]): string {
  const written = writeMarkdown({ type: 'root', children: [{ type: 'paragraph', children }] });
  // Without their notes references would be text.
  const markdown = written.replace(/(?<!\\)\[\^\w+\]/g, '');
  return squash(safeDocument(documentFromTokens(parseMarkdown(markdown))).textContent);
}

function squash(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Writes each mark around the longest run that has it, so that a link or a bold passage isn't cut by another mark. */
function group(pieces: readonly Piece[]): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  let start = 0;
  while (start < pieces.length) {
    const { mark, end } = longestRun(pieces, start);
    const run = pieces.slice(start, end);
    for (const node of mark === null ? run.map(leaf) : wrap(mark, run)) result.push(node);
    start = end;
  }
  return guardAstralNeighbours(joinTexts(result));
}

/** The library escapes a backslash by what follows in the same text. */
function joinTexts(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last?.type === 'text' && node.type === 'text')
      joined.splice(-1, 1, { ...last, value: last.value + node.value });
    else joined.push(node);
  }
  return joined;
}

function longestRun(pieces: readonly Piece[], start: number): { mark: Mark | null; end: number } {
  let longest: { mark: Mark | null; end: number } = { mark: null, end: start + 1 };
  for (const mark of pieces[start]?.marks ?? []) {
    let end = start + 1;
    while (end < pieces.length && pieces[end]?.marks.some((other) => other.eq(mark))) end += 1;
    if (longest.mark === null || end > longest.end) longest = { mark, end };
  }
  return longest;
}

function leaf({ text, noteLabel, link }: Piece): PhrasingContent {
  if (link) return link;
  if (noteLabel !== undefined) return { type: 'footnoteReference', identifier: noteLabel, label: noteLabel };
  return text === null ? { type: 'break' } : { type: 'text', value: text };
}

function wrap(mark: Mark, run: readonly Piece[]): PhrasingContent[] {
  const inner = run.map((piece) => ({ ...piece, marks: piece.marks.filter((other) => !other.eq(mark)) }));
  switch (mark.type.name) {
    case 'code':
      return inner.map((piece) =>
        piece.text === null ? { type: 'break' } : { type: 'inlineCode', value: piece.text },
      );
    case 'formula':
      return inner.map((piece) =>
        piece.text === null ? { type: 'break' } : { type: 'inlineFormula', value: piece.text },
      );
    case 'link':
      return [{ type: 'link', url: mark.attrs.href, title: mark.attrs.title, children: group(inner) }];
    case 'bold':
      return wrapTrimmed(inner, (children) => ({ type: 'strong', children }));
    case 'italic':
      return wrapTrimmed(inner, (children) => ({ type: 'emphasis', children }));
    case 'strike':
      return wrapTrimmed(inner, (children) => ({ type: 'delete', children }));
    default:
      return group(inner);
  }
}

/** Whether a mark has its text written as it is. */
function isLiteral({ type: { name } }: Mark): boolean {
  return name === 'code' || name === 'formula';
}

/** Moves white space and breaks at the ends out of the mark: next to them, Markdown's markers are plain characters. */
function wrapTrimmed(
  pieces: readonly Piece[],
  create: (children: PhrasingContent[]) => PhrasingContent,
): PhrasingContent[] {
  const isVisible = ({ text, marks, noteLabel, link }: Piece): boolean =>
    noteLabel !== undefined ||
    link !== undefined ||
    (text !== null && (text.trim() !== '' || marks.some(isLiteral)));
  const first = pieces.findIndex(isVisible);
  if (first === -1) return group(pieces);
  const last = pieces.findLastIndex(isVisible);
  const middle = pieces.slice(first, last + 1);
  const lead = cut(middle, 0, /^\s+/);
  const trail = cut(middle, middle.length - 1, /\s+$/);
  return [
    ...group(pieces.slice(0, first)),
    ...lead,
    create(group(middle)),
    ...trail,
    ...group(pieces.slice(last + 1)),
  ];
}

/** Cuts the matching white space off one piece, in place, and returns it. */
function cut(pieces: Piece[], index: number, pattern: RegExp): Text[] {
  const piece = pieces[index];
  if (piece?.text == null || piece.link || piece.marks.some(isLiteral)) return [];
  const space = pattern.exec(piece.text)?.[0];
  if (space === undefined) return [];
  pieces[index] = { ...piece, text: piece.text.replace(pattern, '') };
  return [{ type: 'text', value: space }];
}
