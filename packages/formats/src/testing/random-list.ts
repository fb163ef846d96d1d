import type { Priority, Section, Task, When } from '@plenum/domain/tasks/types';
import type { ExportedList } from '../tasks/exported-list.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  '=1+1',
  '@',
  '+',
  '-',
  "'",
  '"',
  ',',
  ';',
  '#',
  '\\',
  '*',
  'Ärger',
  '日本',
  '🎉',
  'a b',
  '＝x',
  '|',
  '<b>',
  'null',
];

/** A list of tasks with everything that a list can have, and with whatever is hard to write; without what calendars keep. */
export function randomList(random: () => number): ExportedList {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const pick = <T>(from: readonly T[]): T => from[upTo(from.length - 1)] as T;
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: upTo(most) }, make);
  const words = () => Array.from({ length: 1 + upTo(3) }, () => pick(PIECES)).join(pick(['', ' ', 'x']));
  const id = () => {
    const hex = Array.from({ length: 32 }, () => upTo(15).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  const when = (): When | null =>
    pick([
      null,
      `20${10 + upTo(80)}-0${1 + upTo(8)}-1${upTo(9)}`,
      `2026-1${upTo(2)}-0${1 + upTo(8)}T1${upTo(9)}:0${upTo(9)}[Europe/Kyiv]`,
    ]);
  const instant = () => pick([null, `2026-01-0${1 + upTo(8)}T10:00:00Z`, new Date(upTo(2e12)).toISOString()]);
  const sections: Section[] = some(4, id).map((one, i) => ({
    id: one,
    title: `${words()}${i}`,
    position: `a${i}`,
    isForDone: random() < 0.3,
  }));
  const ids = Array.from({ length: 1 + upTo(12) }, id);
  const members = some(5, id);
  const names = new Map(members.map((one, i) => [one, `${words()}${i}`]));
  const unique = <T>(all: T[]) => [...new Set(all)];
  const tasks = ids.map((own, index): Task => {
    const people = unique(some(3, () => pick(members)).filter((one) => one !== undefined));
    const others = () => unique(some(2, () => pick(ids)).filter((one) => one !== own));
    return {
      id: own,
      title: words(),
      isDone: random() < 0.4,
      doneAt: instant(),
      parentId: index > 0 && random() < 0.5 ? pick(ids.slice(0, index)) : null,
      sectionId: random() < 0.6 ? (pick(sections)?.id ?? null) : null,
      position: `b${String(index).padStart(3, '0')}`,
      people: people.slice(0, 2),
      groups: people.slice(2),
      names: {},
      start: when(),
      due: when(),
      reminders: unique(some(3, () => upTo(5000))).sort((a, b) => a - b),
      repeat: pick([null, { rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: random() < 0.5 }]),
      priority: upTo(4) as Priority,
      labels: unique(some(4, words)),
      blockedBy: others(),
      relatesTo: others(),
      createdAt: instant(),
      foreign: null,
      uid: null,
    };
  });
  const descriptions = new Map(
    ids.filter(() => random() < 0.4).map((one) => [one, `${words()}\n\n- ${words()}\n  ${words()}`]),
  );
  return { title: words(), tasks, sections, descriptions, names };
}
