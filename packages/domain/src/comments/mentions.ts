import type { CommentMention } from './types.ts';

/** People that one comment may name. */
export const MAX_MENTIONS = 20;

/** What may be a user name behind an at sign that is in no word, as that of an address is. */
const NAMED = /(?<![\p{L}\p{M}\p{N}._@-])@([\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,31})/gu;

/** An at sign with what may be a user name behind it. */
export interface Named {
  /** Of the at sign. */
  at: number;
  /** The user names that it may be, each with its length as it was written, the longest first: a sentence may end behind one. */
  names: { name: string; length: number }[];
}

/** Where a text may name people by their user names. */
export function namedIn(text: string): Named[] {
  return [...text.matchAll(NAMED)].slice(0, MAX_MENTIONS).map(({ index, 1: found = '' }) => {
    const spellings = [...new Set([found, found.replace(/[._-]+$/, '')])];
    const names = spellings.map((spelling) => ({
      name: spelling.normalize('NFKC').toLowerCase(),
      length: spelling.length,
    }));
    return { at: index, names };
  });
}

/** A text in which the user names of some people are taken out, but for the at signs, and where those are. */
export function withoutNames<Id>(
  text: string,
  idOf: ReadonlyMap<string, Id>,
): { body: string; mentions: { position: number; personId: Id }[] } {
  const mentions: { position: number; personId: Id }[] = [];
  let body = '';
  let end = 0;
  for (const { at, names } of namedIn(text)) {
    const found = names.find(({ name }) => idOf.has(name));
    const personId = found && idOf.get(found.name);
    if (!found || personId === undefined) continue;
    body += text.slice(end, at);
    mentions.push({ position: body.length, personId });
    body += '@';
    end = at + 1 + found.length;
  }
  return { body: body + text.slice(end), mentions };
}

/** A comment in pieces: what is said, and who is named. */
export function piecesOf({
  body,
  mentions,
}: {
  body: string;
  mentions: readonly CommentMention[];
}): (string | CommentMention)[] {
  const pieces: (string | CommentMention)[] = [];
  let end = 0;
  for (const mention of mentions) {
    if (mention.position < end || body[mention.position] !== '@') continue;
    pieces.push(body.slice(end, mention.position), mention);
    end = mention.position + 1;
  }
  return [...pieces, body.slice(end)].filter((piece) => piece !== '');
}

/** A comment as one text, in which those who are named are called as `nameOf` says. */
export function textOf(
  comment: { body: string; mentions: readonly CommentMention[] },
  nameOf: (person: CommentMention['person']) => string,
): string {
  return piecesOf(comment)
    .map((piece) => (typeof piece === 'string' ? piece : `@${nameOf(piece.person)}`))
    .join('');
}
