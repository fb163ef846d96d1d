import { type ChangeObject, diffLines, diffWordsWithSpace } from 'diff';

/** A piece of a text that looks the same throughout; `styles` are names, after a `=` what one is about. */
export interface Piece {
  text: string;
  styles: readonly string[];
}

/**
 * A piece of a text: the same in both, in one of them alone, or the same words that look otherwise now. `skipped` stands for much that
 * is the same.
 */
export type Change =
  | { kind: 'same' | 'added' | 'removed' | 'skipped'; text: string }
  | { kind: 'restyled'; text: string; came: string[]; left: string[] };

/** Characters up to which words are compared, beyond which lines are. */
const WORDS = 40_000;

/** Milliseconds after which two texts count as wholly different. */
const PATIENCE = 1_500;

/** Characters of what is the same that are shown beside a change, at most: no word of up to 30 letters is cut. */
const CONTEXT = 120;

/** How one text became another, with a little of what is around each change. */
export function changesOf(before: string, after: string): Change[] {
  return withContext(wordChanges(before, after));
}

/** The same for texts in pieces: also where the words are the same and look otherwise. */
export function styledChangesOf(before: readonly Piece[], after: readonly Piece[]): Change[] {
  const [from, to] = [before, after].map((pieces) => pieces.map(({ text }) => text).join(''));
  const [old, now] = [new Reader(before), new Reader(after)];
  const changes = wordChanges(from ?? '', to ?? '').flatMap((change): Change[] => {
    if (change.kind === 'added') now.skip(change.text.length);
    if (change.kind === 'removed') old.skip(change.text.length);
    return change.kind === 'same' ? restyled(change.text, { old, now }) : [change];
  });
  return withContext(changes);
}

/** Whether anything is other than it was. */
export function isChanged(changes: readonly Change[]): boolean {
  return changes.some(({ kind }) => kind !== 'same' && kind !== 'skipped');
}

function wordChanges(before: string, after: string): Change[] {
  if (before === after) return [{ kind: 'same', text: after }];
  const isLong = before.length + after.length > WORDS;
  const parts: ChangeObject<string>[] | undefined = isLong
    ? diffLines(before, after, { timeout: PATIENCE })
    : diffWordsWithSpace(before, after, { timeout: PATIENCE });
  if (!parts) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return parts.map(({ added, removed, value: text }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text,
  }));
}

/** Words that are the same, parted by whether they look the same. */
function restyled(text: string, { old, now }: { old: Reader; now: Reader }): Change[] {
  const changes: Change[] = [];
  for (let at = 0; at < text.length; ) {
    const length = Math.max(1, Math.min(old.left, now.left, text.length - at));
    const [was, is] = [old.skip(length), now.skip(length)];
    const piece = text.slice(at, at + length);
    const came = is.filter((style) => !was.includes(style));
    const left = was.filter((style) => !is.includes(style));
    const isSame = came.length + left.length === 0 || piece.trim() === '';
    at += length;
    const last = changes.at(-1);
    if (isSame && last?.kind === 'same') last.text += piece;
    else changes.push(isSame ? { kind: 'same', text: piece } : { kind: 'restyled', text: piece, came, left });
  }
  return changes;
}

/** Goes through a text in pieces. */
class Reader {
  readonly #pieces: readonly Piece[];
  #piece = 0;
  #at = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces.filter(({ text }) => text !== '');
  }

  /** Characters up to where the text looks otherwise. */
  get left(): number {
    return (this.#pieces[this.#piece]?.text.length ?? Number.POSITIVE_INFINITY) - this.#at;
  }

  /** Goes on by some characters. @returns the styles of the first of them. */
  skip(length: number): readonly string[] {
    const styles = this.#pieces[this.#piece]?.styles ?? [];
    let rest = length;
    while (rest >= this.left) {
      rest -= this.left;
      this.#piece += 1;
      this.#at = 0;
    }
    this.#at += rest;
    return styles;
  }
}

function withContext(changes: readonly Change[]): Change[] {
  return changes.flatMap((change, i): Change[] => {
    if (change.kind !== 'same' || change.text.length <= 2 * CONTEXT) return [change];
    const { text } = change;
    const [isFirst, isLast] = [i === 0, i === changes.length - 1];
    return [
      ...(isFirst
        ? []
        : [{ kind: 'same', text: text.slice(0, CONTEXT).replace(/\s\S{0,30}$/, '') } as const]),
      { kind: 'skipped', text: '' },
      ...(isLast ? [] : [{ kind: 'same', text: text.slice(-CONTEXT).replace(/^\S{0,30}\s/, '') } as const]),
    ];
  });
}
