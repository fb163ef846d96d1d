import type { Delete, Emphasis, Nodes, Parents, PhrasingContent, Strong, Text } from 'mdast';
import { defaultHandlers, type Handle, type Info, type State } from 'mdast-util-to-markdown';

declare module 'mdast' {
  interface TextData {
    /** Write the text, a single character, as a character reference. */
    reference?: true;
  }
}

type Attention = Strong | Emphasis | Delete;

const HEAD_LETTER = /^([*~]*)([^\s\p{P}\p{S}])/u;
const TAIL_LETTER = /([^\s\p{P}\p{S}])([*~]*)$/u;

/**
 * Writes `**`, `*` and `~~` so that they are read back next to any character (CommonMark 0.31 §6.2): a letter that would
 * stop a marker becomes a character reference. The library does so except for `~~`, where two runs of `*` meet, and beyond
 * U+FFFF, where it takes half a character for a letter.
 */
export const attentionHandlers: Record<'strong' | 'emphasis' | 'delete', Handle> = {
  strong: attention('**'),
  emphasis: attention('*'),
  delete: attention('~~'),
};

/** Whether a node is written with `*`. */
export function isStarred(node: Nodes | undefined): node is Strong | Emphasis {
  return node?.type === 'strong' || node?.type === 'emphasis';
}

/**
 * The same content, with the characters beyond U+FFFF that stand next to a marker as pieces of their own, to be written
 * as references where a letter would stop the marker.
 */
export function guardAstralNeighbours(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node, index): PhrasingContent[] => {
    if (node.type !== 'text') return [node];
    const characters = { head: '', tail: '' };
    if (stopsAt(nodes[index - 1], 'end'))
      characters.head = /^[\u{10000}-\u{10FFFF}]/u.exec(node.value)?.[0] ?? '';
    const rest = node.value.slice(characters.head.length);
    if (stopsAt(nodes[index + 1], 'start'))
      characters.tail = /[\u{10000}-\u{10FFFF}]$/u.exec(rest)?.[0] ?? '';
    const middle = rest.slice(0, rest.length - characters.tail.length);
    const pieces = [asReference(characters.head), plainText(middle), asReference(characters.tail)];
    return pieces.filter((piece) => piece.value !== '');
  });
}

function plainText(value: string): Text {
  return { type: 'text', value };
}

function asReference(value: string): Text {
  return { type: 'text', value, data: { reference: true } };
}

/** Whether a node ends in a marker whose inner side is no plain letter, so that a letter outside would stop it. */
function stopsAt(node: PhrasingContent | undefined, side: 'start' | 'end'): boolean {
  if (!isStarred(node) && node?.type !== 'delete') return false;
  const edge = side === 'start' ? node.children[0] : node.children.at(-1);
  if (edge?.type !== 'text' || edge.value.length === 1) return true;
  const unit = side === 'start' ? edge.value.slice(0, 1) : edge.value.slice(-1);
  return isHalf(unit) || !isLetter(unit);
}

function attention(marker: string): Handle {
  const write = (node: Attention, parent: Parents | undefined, state: State, info: Info): string => {
    const strong = defaultHandlers.strong({ type: 'strong', children: node.children }, parent, state, info);
    const encode = state.attentionEncodeSurroundingInfo ?? { before: false, after: false };
    const inner = isStarred(node) ? encodeTouching(strong.slice(2, -2), parent, state) : strong.slice(2, -2);
    encode.before ||= isHalf(inner.slice(0, 1)) && isLetter(info.before.slice(-1));
    encode.after ||= isHalf(inner.slice(-1)) && isLetter(info.after.slice(0, 1));
    state.attentionEncodeSurroundingInfo = encode;
    return marker + inner + marker;
  };
  return Object.assign(write, { peek: () => marker.charAt(0) });
}

/** Where two runs of `*` become one, only punctuation on both of its sides lets it both close and open. */
function encodeTouching(inner: string, parent: Parents | undefined, state: State): string {
  const index = state.indexStack.at(-1) ?? 0;
  let encoded = inner;
  if (isStarred(parent?.children[index - 1])) {
    encoded = encoded.replace(HEAD_LETTER, (_, stars: string, letter: string) => stars + reference(letter));
  }
  if (isStarred(parent?.children[index + 1])) {
    encoded = encoded.replace(TAIL_LETTER, (_, letter: string, stars: string) => reference(letter) + stars);
  }
  return encoded;
}

/** A character reference for one character. */
export function reference(character: string): string {
  return `&#x${character.codePointAt(0)?.toString(16).toUpperCase()};`;
}

function isHalf(unit: string): boolean {
  return /^\p{Cs}$/u.test(unit);
}

function isLetter(unit: string): boolean {
  return unit !== '' && !/^[\s\p{P}\p{S}]$/u.test(unit);
}
