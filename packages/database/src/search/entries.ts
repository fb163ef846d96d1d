import type { DocumentProjection } from '@plenum/domain/documents/types';
import { searchFold, searchTokens } from '@plenum/domain/fold';
import type { AttachmentId, CommentId, PersonId } from '@plenum/domain/ids';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';

/** A document with what is in and beside it, as far as it can be searched. */
export interface SearchSource {
  title: string;
  language: SearchLanguage;
  authorId: PersonId | null;
  text: string;
  outline: DocumentProjection['outline'];
  tasks: { blockId: string; text: string }[];
  decisions: { blockId: string; text: string }[];
  comments: { id: CommentId; body: string; authorId: PersonId | null }[];
  /** Those that are to be made anew. */
  attachments: {
    id: AttachmentId;
    name: string;
    authorId: PersonId | null;
    /** Null where it has none, or nobody has read it yet. */
    text: string | null;
    madeOf: string;
  }[];
}

/** What is kept of something that can be found. */
export interface SearchEntry {
  kind: 'document' | 'task' | 'decision' | 'comment' | 'attachment';
  part: string;
  authorId: PersonId | null;
  label: string;
  /** Each line between spaces, so that words are told from parts of words. */
  folded: string;
  /** Words of the title, of headings and of the rest, one space between them. */
  words: { title: string; headings: string; text: string };
  anchors: { at: number; blockId: string }[];
  /** Now and then, where a line is in `folded` (without the title) and where in the text that it was made of. */
  marks: { at: number; textAt: number }[];
  /** Of an attachment what tells whether it has to be made anew. */
  madeOf: string | null;
}

/** UTF-16 units in which typos are forgiven. */
const LABEL = 200;
/**
 * What the words of an entry may take in a tsvector, which has a limit of a megabyte ("Limitations" of chapter 12 of PostgreSQL's manual) for them as
 * they are written and by their stems together.
 */
const MOST_BYTES = { title: 10_000, headings: 40_000, text: 400_000 };
/** Bytes of each place of a word, and places that are kept of one. */
const PLACE = 2;
const PLACES = 256;
/** Characters of a folded text between two marks, at least. */
const BETWEEN_MARKS = 1_000;

/** What can be found of a document. */
export function entriesOf(source: SearchSource): SearchEntry[] {
  const { authorId } = source;
  const inText = (kind: SearchEntry['kind']) => (one: { blockId: string; text: string }) =>
    plainEntry({ kind, part: one.blockId, authorId, text: one.text });
  return [
    documentEntry(source),
    ...source.tasks.map(inText('task')),
    ...source.decisions.map(inText('decision')),
    ...source.comments.map((comment) =>
      plainEntry({ kind: 'comment', part: comment.id, authorId: comment.authorId, text: comment.body }),
    ),
    ...source.attachments.map(attachmentEntry),
  ].filter(({ kind, folded }) => kind === 'document' || kind === 'attachment' || folded !== '');
}

/** What an attachment is called is its title. */
function attachmentEntry({
  id,
  name,
  authorId,
  text,
  madeOf,
}: SearchSource['attachments'][number]): SearchEntry {
  const { folded, marks } = foldLines(`${name}\n${text ?? ''}`, []);
  const called = searchFold(name);
  return {
    kind: 'attachment',
    part: id,
    authorId,
    label: called.slice(0, LABEL),
    folded,
    words: {
      title: wordsOf(called, MOST_BYTES.title),
      headings: '',
      text: text === null ? '' : wordsOf(foldLines(text, []).folded, MOST_BYTES.text),
    },
    anchors: [],
    marks,
    madeOf,
  };
}

/** The entry of a document itself: its title and its text. */
export function documentEntry({
  title,
  authorId,
  text,
  ...source
}: Pick<SearchSource, 'title' | 'authorId' | 'text' | 'outline' | 'tasks' | 'decisions'>): SearchEntry {
  const label = searchFold(title).slice(0, LABEL).trim();
  const { folded, anchors, marks } = foldLines(text, [
    ...source.outline,
    ...source.tasks,
    ...source.decisions,
  ]);
  return {
    kind: 'document',
    part: '',
    authorId,
    label,
    folded: inSpaces([label]) + folded,
    words: {
      title: wordsOf(label, MOST_BYTES.title),
      headings: wordsOf(
        searchFold(source.outline.map((heading) => heading.text).join('\n')),
        MOST_BYTES.headings,
      ),
      text: wordsOf(folded, MOST_BYTES.text),
    },
    anchors,
    marks,
    madeOf: null,
  };
}

function plainEntry({
  kind,
  part,
  authorId,
  text,
}: Pick<SearchEntry, 'kind' | 'part' | 'authorId'> & { text: string }): SearchEntry {
  const { folded, marks } = foldLines(text, []);
  const words = { title: '', headings: '', text: wordsOf(folded, MOST_BYTES.text) };
  const label = folded.slice(0, LABEL).replace(/\s+/g, ' ').trim();
  return { kind, part, authorId, label, folded, words, anchors: [], marks, madeOf: null };
}

/** A text line by line, and where the lines are by which one gets to a place of it. */
function foldLines(
  text: string,
  blocks: readonly { text: string; blockId: string | null }[],
): Pick<SearchEntry, 'folded' | 'anchors' | 'marks'> {
  const waiting = new Map<string, string[]>();
  for (const { text, blockId } of blocks) {
    const line = searchFold(text.split('\n')[0] ?? '');
    if (blockId === null || line === '') continue;
    waiting.set(line, [...(waiting.get(line) ?? []), blockId]);
  }
  const lines: string[] = [];
  const anchors: SearchEntry['anchors'] = [];
  const marks = [{ at: 1, textAt: 1 }];
  let at = 1;
  let textAt = 1;
  for (const raw of text.split('\n')) {
    const begins = textAt;
    textAt += lengthOf(raw) + 1;
    const line = searchFold(raw.replace(/^\s*\[[ x]\] /, ''));
    if (line === '') continue;
    const blockId = waiting.get(line)?.shift();
    if (blockId !== undefined) anchors.push({ at, blockId });
    if (at >= (marks.at(-1)?.at ?? 1) + BETWEEN_MARKS) marks.push({ at, textAt: begins });
    lines.push(line);
    at += lengthOf(line) + 3;
  }
  return { folded: inSpaces(lines), anchors, marks };
}

/** In characters, as PostgreSQL counts. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i += 1) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) length -= 1;
  return length;
}

function inSpaces(lines: readonly string[]): string {
  return lines.map((line) => ` ${line} \n`).join('');
}

/** The words of a folded text, as far as there is room for them. */
function wordsOf(folded: string, mostBytes: number): string {
  const times = new Map<string, number>();
  const words: string[] = [];
  let bytes = 0;
  for (const word of searchTokens(folded.replace(/\s+/g, ' ').trim())) {
    const before = times.get(word) ?? 0;
    if (before < PLACES) bytes += PLACE;
    if (before === 0) bytes += Buffer.byteLength(word) + PLACE;
    if (bytes > mostBytes) break;
    times.set(word, before + 1);
    words.push(word);
  }
  return words.join(' ');
}
