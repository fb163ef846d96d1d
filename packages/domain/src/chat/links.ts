/** A piece of a message: text, or an address that can be followed. */
export type ChatPiece = string | { href: string; text: string };

/** What may be an address of the web or of e-mail, up to the next space or bracket of a kind that no address has. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"“”„«»]+/giu;

/** What ends a sentence and no address. */
const ENDS = /[.,;:!?'’*_~…]$/u;

/**
 * A message in pieces. Only addresses of the web and of e-mail become links, never those of a script or a file; what ends the sentence
 * around an address, and a bracket that was not opened in it, is none of it.
 */
export function chatPieces(text: string): ChatPiece[] {
  const pieces: ChatPiece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    const url = URL.parse(address);
    if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) continue;
    pieces.push(text.slice(end, index), { href: url.href, text: address });
    end = index + address.length;
  }
  return [...pieces, text.slice(end)].filter((piece) => piece !== '');
}

function withoutEnd(address: string): string {
  let rest = address;
  for (;;) {
    const isClosed = rest.endsWith(')')
      ? count(rest, ')') > count(rest, '(')
      : rest.endsWith(']') && count(rest, ']') > count(rest, '[');
    if (!isClosed && !ENDS.test(rest)) return rest;
    rest = rest.slice(0, -1);
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
