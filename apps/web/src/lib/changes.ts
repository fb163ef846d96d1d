import { diffLines, diffWordsWithSpace } from 'diff';

/** A piece of a text: the same in both, or in one of them alone. `skipped` stands for much that is the same. */
export interface Change {
  kind: 'same' | 'added' | 'removed' | 'skipped';
  text: string;
}

/** Characters up to which words are compared, beyond which lines are. */
const WORDS = 40_000;

/** Milliseconds after which two texts count as wholly different. */
const PATIENCE = 1_500;

/** Characters of what is the same that are shown beside a change, at most: no word of up to 30 letters is cut. */
const CONTEXT = 120;

/** How one text became another, with a little of what is around each change. */
export function changesOf(before: string, after: string): Change[] {
  const isLong = before.length + after.length > WORDS;
  const parts = isLong
    ? diffLines(before, after, { timeout: PATIENCE })
    : diffWordsWithSpace(before, after, { timeout: PATIENCE });
  if (!parts) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return parts.flatMap(({ added, removed, value }, i): Change[] => {
    if (added || removed) return [{ kind: added ? 'added' : 'removed', text: value }];
    const [isFirst, isLast] = [i === 0, i === parts.length - 1];
    if (value.length <= 2 * CONTEXT) return [{ kind: 'same', text: value }];
    return [
      ...(isFirst
        ? []
        : [{ kind: 'same', text: value.slice(0, CONTEXT).replace(/\s\S{0,30}$/, '') } as const]),
      { kind: 'skipped', text: '' },
      ...(isLast ? [] : [{ kind: 'same', text: value.slice(-CONTEXT).replace(/^\S{0,30}\s/, '') } as const]),
    ];
  });
}
