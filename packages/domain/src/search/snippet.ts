import { isUnspaced, searchFold } from '../fold.ts';
import type { SearchTerm } from './query.ts';

/** A stretch of a text that was found; marked where it is what was looked for. */
export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

/** UTF-16 units of a snippet, and of it before the first match. */
const LENGTH = 180;
const BEFORE = 50;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Letters that a word goes on with after the beginning that is common to its forms. */
const ENDING = 5;
/** Letters from which on two words with the same beginning are taken for forms of one. */
const STEM = 4;

/**
 * What is shown of a text that was found: the surroundings of the first match on one line, with what was looked for marked. Without
 * a match the text's beginning.
 */
export function snippetOf(text: string, terms: readonly SearchTerm[]): SnippetPart[] {
  const line = text.replace(/\s+/g, ' ').trim();
  const matches = matchesIn(line, terms);
  const first = matches[0]?.from ?? 0;
  const from = first <= BEFORE ? 0 : wordStart(line, first - BEFORE);
  const to = line.length <= from + LENGTH ? line.length : wordEnd(line, from + LENGTH);
  const parts: SnippetPart[] = [];
  const add = (part: string, isMatch: boolean) => {
    if (part !== '') parts.push({ text: part, isMatch });
  };
  let at = from;
  for (const match of matches) {
    if (match.from < at || match.to > to) continue;
    add(line.slice(at, match.from), false);
    add(line.slice(match.from, match.to), true);
    at = match.to;
  }
  add(line.slice(at, to), false);
  const begin = parts[0];
  const end = parts.at(-1);
  if (begin && from > 0) parts[0] = { ...begin, text: `… ${begin.text}` };
  if (end && to < line.length)
    parts[parts.length - 1] = { ...(parts.at(-1) ?? end), text: `${parts.at(-1)?.text} …` };
  return parts;
}

/** A text's stretches, marked as in a snippet, with nothing left out. */
export function markedTitle(title: string, terms: readonly SearchTerm[]): SnippetPart[] {
  const parts: SnippetPart[] = [];
  let at = 0;
  for (const { from, to } of matchesIn(title, terms)) {
    if (from > at) parts.push({ text: title.slice(at, from), isMatch: false });
    parts.push({ text: title.slice(from, to), isMatch: true });
    at = to;
  }
  if (at < title.length) parts.push({ text: title.slice(at), isMatch: false });
  return parts;
}

interface Stretch {
  from: number;
  to: number;
}

function matchesIn(line: string, terms: readonly SearchTerm[]): Stretch[] {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).flatMap(({ text }) => text.split(' '));
  if (wanted.length === 0) return [];
  const found: Stretch[] = [];
  for (const { index, 0: word } of line.matchAll(WORD)) {
    if (isUnspaced(word)) found.push(...within({ index, word }, wanted));
    else if (wanted.some((one) => isForm(searchFold(word), one)))
      found.push({ from: index, to: index + word.length });
  }
  return found;
}

/** The places of what is wanted in a run without spaces. */
function within({ index, word }: { index: number; word: string }, wanted: readonly string[]): Stretch[] {
  const small = word.toLowerCase();
  const found = wanted.flatMap((one) => {
    const at = small.indexOf(one);
    return at < 0 ? [] : [{ from: index + at, to: index + at + one.length }];
  });
  return found
    .sort((a, b) => a.from - b.from)
    .filter(({ from }, i, all) => i === 0 || from >= (all[i - 1]?.to ?? 0));
}

/** Whether a word begins with another, or is about a form of it: the index knows for sure, and this only marks. */
function isForm(word: string, wanted: string): boolean {
  if (word.split(' ').some((part) => part.startsWith(wanted))) return true;
  let common = 0;
  while (common < word.length && word[common] === wanted[common]) common += 1;
  const rest = Math.max(word.length, wanted.length) - common;
  return common >= STEM && rest <= ENDING && common >= 2 * rest;
}

function wordStart(line: string, at: number): number {
  const space = line.indexOf(' ', at);
  if (space >= 0 && space < at + BEFORE / 2) return space + 1;
  return isLow(line, at) ? at - 1 : at;
}

function wordEnd(line: string, at: number): number {
  const space = line.lastIndexOf(' ', at);
  if (space > at - BEFORE / 2) return space;
  return isLow(line, at) ? at - 1 : at;
}

/** Whether a place is within a letter of two units. */
function isLow(line: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(line[at] ?? '');
}
