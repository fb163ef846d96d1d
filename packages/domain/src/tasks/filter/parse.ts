import { AppError } from '../../errors.ts';
import { searchFold } from '../../fold.ts';
import { dueFrom } from './due.ts';
import { filterKey } from './key.ts';
import type { FilterContext, FilterTerms, TaskFilter } from './types.ts';

/** UTF-16 units of a filter. */
export const MOST_OF_FILTER = 500;

/** One term: a minus, a sign or a key, a side, and its value, quoted or up to the next space. */
const TERM = /(-?)(?:([#@!])|(\p{L}[\p{L}\p{M}]*):)?([<>]?)(?:"([^"]*)("?)|([^\s"]\S*))/uy;
/** A key with nothing behind it. */
const KEY_ALONE = /^(\p{L}[\p{L}\p{M}]*):$/u;

const KEYS: Readonly<Record<string, 'due' | 'in' | 'is'>> = {
  due: 'due',
  fallig: 'due',
  faellig: 'due',
  in: 'in',
  is: 'is',
  ist: 'is',
};
const STATES: Readonly<Record<string, 'open' | 'done'>> = {
  open: 'open',
  offen: 'open',
  done: 'done',
  erledigt: 'done',
};
const SELF = ['me', 'ich', 'mich'];

/**
 * Reads a filter of tasks, in English and German at once (docs/task-filters.md). An empty one asks for all that is open.
 * @throws AppError `invalid_input`, by a sentence that says how to write it, for what can't be meant.
 */
export function parseTaskFilter(text: string, context: FilterContext): TaskFilter {
  if (text.length > MOST_OF_FILTER)
    throw invalid('A filter has at most 500 characters. Leave something out.');
  const [wants, excludes] = [noTerms(), noTerms()];
  const said: { state: 'open' | 'done'; isNot: boolean }[] = [];
  for (const term of termsOf(text.replace(/\p{Cc}/gu, ' '))) {
    const state = stateOf(term);
    if (state) said.push({ state, isNot: term.isNot });
    else addTerm(term.isNot ? excludes : wants, { ...term, context });
  }
  return { wants, excludes, ...statesOf(said) };
}

interface Term {
  isNot: boolean;
  /** A sign or a key that is known; empty for a word. */
  key: '' | '#' | '@' | '!' | 'due' | 'in' | 'is';
  value: string;
  isQuoted: boolean;
}

function noTerms(): FilterTerms {
  return { words: [], labels: [], priorities: [], due: [], places: [], self: false };
}

function* termsOf(text: string): Generator<Term> {
  for (let at = 0; at < text.length; ) {
    TERM.lastIndex = at;
    const found = TERM.exec(text);
    if (!found) {
      at += 1;
      continue;
    }
    const [whole, minus = '', sign, name = '', side = '', quoted, end, plain = ''] = found;
    at += whole.length;
    if (quoted !== undefined && end === '')
      throw invalid('A quotation mark is open. Close it, or leave it out.');
    const known = sign === '#' || sign === '@' || sign === '!' ? sign : keyOf(name);
    // What looks like a key and is none, as in an address, is a word.
    const before = known === null && name !== '' ? `${name}:` : '';
    const value = before + side + (quoted ?? plain);
    yield termFrom({ isNot: minus !== '', key: known ?? '', value, isQuoted: quoted !== undefined });
  }
}

/** A key alone is no word: its value was forgotten. */
function termFrom(term: Term): Term {
  const key = term.key === '' && !term.isQuoted ? keyOf(KEY_ALONE.exec(term.value)?.[1] ?? '') : null;
  return key ? { ...term, key, value: '' } : term;
}

function keyOf(name: string): 'due' | 'in' | 'is' | null {
  const key = searchFold(name);
  return Object.hasOwn(KEYS, key) ? (KEYS[key] ?? null) : null;
}

function stateOf({ key, value, isQuoted }: Term): 'open' | 'done' | null {
  const word = searchFold(value);
  const state = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
  if (key === 'is') {
    if (!state) throw invalid('Write is:open or is:done.');
    return state;
  }
  return key === '' && !isQuoted && state === 'done' ? state : null;
}

function addTerm(into: FilterTerms, { key, value, context }: Term & { context: FilterContext }): void {
  if (key === '') {
    const word = searchFold(value);
    if (word !== '') into.words.push(word);
  } else if (key === '#') {
    if (value.trim() !== '') into.labels.push(filterKey(value));
  } else if (key === '!') {
    if (!/^[1-4]$/.test(value)) throw invalid('Write a priority as !1, !2, !3 or !4.');
    into.priorities.push(Number(value));
  } else if (key === '@') {
    if (!SELF.includes(searchFold(value)))
      throw invalid('Only your own tasks are here. Write @me for those that you have yourself.');
    into.self = true;
  } else if (key === 'due') {
    const due = dueFrom(value, context);
    if (!due)
      throw invalid('Write due:today, due:overdue, due:this-week, due:none, or a day as due:<2026-12-01.');
    into.due.push(due);
  } else {
    const place = searchFold(value);
    if (place === '') throw invalid('Write the name of a workspace behind in:, with quotation marks.');
    into.places.push(place);
  }
}

/** What is not said to be asked for is open. */
function statesOf(
  said: readonly { state: 'open' | 'done'; isNot: boolean }[],
): Pick<TaskFilter, 'open' | 'done'> {
  const asked = said.filter(({ isNot }) => !isNot).map(({ state }) => state);
  const not = new Set(said.filter(({ isNot }) => isNot).map(({ state }) => state));
  const fallback = not.size > 0 ? (['open', 'done'] as const) : (['open'] as const);
  const wanted = new Set(asked.length > 0 ? asked : fallback);
  return { open: wanted.has('open') && !not.has('open'), done: wanted.has('done') && !not.has('done') };
}

function invalid(message: string): AppError {
  return new AppError('invalid_input', message, { fields: { filter: message } });
}
