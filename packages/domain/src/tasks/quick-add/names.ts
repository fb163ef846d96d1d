import { searchFold } from '../../fold.ts';
import { TASK_LIMITS } from '../limits.ts';
import type { Named, QuickAddContext } from './types.ts';

/** Words of the longest name that is looked for. */
const MOST_WORDS = 8;

/** Who is called by a folded name; null where several are. */
export type Names = ReadonlyMap<string, { kind: 'person' | 'group'; id: string } | null>;

/** Those who can be named: by their whole names, their user names, and people by their first names where one alone has it. */
export function namesOf({ people, groups }: Pick<QuickAddContext, 'people' | 'groups'>): Names {
  const names: Map<string, { kind: 'person' | 'group'; id: string } | null> = new Map();
  const add = (name: string, one: { kind: 'person' | 'group'; id: string }) => {
    const known = names.get(name);
    if (name !== '') names.set(name, known === undefined || known?.id === one.id ? one : null);
  };
  const whole = ({ id, name, userName }: Named, kind: 'person' | 'group') => {
    add(searchFold(name), { kind, id });
    if (userName !== undefined && searchFold(userName) !== searchFold(name))
      add(searchFold(userName), { kind, id });
  };
  for (const person of people) whole(person, 'person');
  for (const group of groups) whole(group, 'group');
  const taken = new Set(names.keys());
  for (const { id, name } of people) {
    const first = searchFold(name).split(' ')[0] ?? '';
    if (!taken.has(first)) add(first, { kind: 'person', id });
  }
  return names;
}

/** Who is named after an `@` at an offset of a text, by the longest name; null for nobody. */
export function nameAt(
  text: string,
  at: number,
  names: Names,
): { kind: 'person' | 'group'; id: string; to: number } | null {
  const rest = text.slice(at + 1, at + 1 + TASK_LIMITS.name);
  const ends = [...rest.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].slice(0, MOST_WORDS);
  if (ends[0]?.index !== 0) return null;
  for (const { 0: word, index } of ends.reverse()) {
    const to = index + word.length;
    const found = names.get(searchFold(rest.slice(0, to)));
    if (found) return { ...found, to: at + 1 + to };
  }
  return null;
}
