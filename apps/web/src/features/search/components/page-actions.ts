import { searchFold } from '@plenum/domain/fold';

/** Something that a page offers: where one of its links leads, or what one of its buttons does. */
export interface PageAction {
  key: string;
  name: string;
  run: () => void;
}

/** How many are offered at once, and characters of a name: what is longer is a text. */
const MOST = 6;
const LONGEST = 60;

/** What a page offers at this moment, the first of each name: its places, links and buttons, but nothing within a text. */
export function collectActions(): PageAction[] {
  const actions = new Map<string, PageAction>();
  for (const element of document.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)')) {
    const name = (element.ariaLabel ?? element.textContent).replace(/\s+/g, ' ').trim();
    if (name === '' || name.length > LONGEST || actions.has(name)) continue;
    if (element.closest('.prose, [role="dialog"]') || !element.checkVisibility()) continue;
    actions.set(name, { key: `action-${actions.size}`, name, run: () => element.click() });
  }
  return [...actions.values()];
}

/** Those of a name with words that begin as all that are typed. */
export function matching(actions: readonly PageAction[], typed: string): PageAction[] {
  const words = searchFold(typed).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const has = (name: string) => {
    const parts = searchFold(name).split(' ');
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  return actions.filter(({ name }) => has(name)).slice(0, MOST);
}
