import type { DocumentId } from '@plenum/domain/ids';
import type { Step } from '@plenum/domain/wiki/steps';
import type { Levels } from './use-levels.ts';

/** What a key does in a tree. */
export type KeyDoes =
  | { do: 'focus'; id: DocumentId }
  | { do: 'toggle'; id: DocumentId }
  | { do: 'open'; id: DocumentId }
  | { do: 'step'; id: DocumentId; step: Step };

/** The part of a keyboard event that counts. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'shiftKey' | 'metaKey'>;

const STEP_KEYS: Record<string, Step> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

/**
 * What a key means at a page of a tree, as WAI-ARIA has it for trees; with Alt or Ctrl, and Shift, an arrow moves the page. Null for a key
 * that means nothing here.
 * @param typed what was typed just before, for finding a page by the beginning of its title.
 */
export function keyInTree(
  pressed: Pressed,
  { id, levels, typed }: { id: DocumentId; levels: Pick<Levels, 'rows' | 'isOpen'>; typed: string },
): KeyDoes | null {
  const { key, altKey, ctrlKey, shiftKey, metaKey } = pressed;
  const step = STEP_KEYS[key];
  if (step && shiftKey && (altKey || ctrlKey)) return { do: 'step', id, step };
  if (altKey || ctrlKey || metaKey) return null;
  const at = levels.rows.findIndex(({ page }) => page.id === id);
  const here = levels.rows[at];
  if (!here) return null;
  const focus = (row: { page: { id: DocumentId } } | undefined): KeyDoes | null =>
    row ? { do: 'focus', id: row.page.id } : null;
  switch (key) {
    case 'ArrowDown':
      return focus(levels.rows[at + 1]);
    case 'ArrowUp':
      return focus(levels.rows[at - 1]);
    case 'Home':
      return focus(levels.rows[0]);
    case 'End':
      return focus(levels.rows.at(-1));
    case 'ArrowRight': {
      if (!here.page.hasChildren) return null;
      if (!levels.isOpen(id)) return { do: 'toggle', id };
      const next = levels.rows[at + 1];
      return next && next.depth > here.depth ? focus(next) : null;
    }
    case 'ArrowLeft':
      if (here.page.hasChildren && levels.isOpen(id)) return { do: 'toggle', id };
      return focus(levels.rows.slice(0, at).findLast(({ depth }) => depth < here.depth));
    case 'Enter':
    case ' ':
      return { do: 'open', id };
    default:
      return key.length === 1 ? focus(byTitle(levels.rows, { at, typed: typed + key })) : null;
  }
}

/** The next row whose title begins with what was typed; typing on may stay where it is. */
function byTitle(
  rows: Levels['rows'],
  { at, typed }: { at: number; typed: string },
): Levels['rows'][number] | undefined {
  const from = typed.length > 1 ? at : at + 1;
  const wanted = typed.toLocaleLowerCase();
  return [...rows.slice(from), ...rows.slice(0, from)].find(({ page }) =>
    page.title.toLocaleLowerCase().startsWith(wanted),
  );
}
