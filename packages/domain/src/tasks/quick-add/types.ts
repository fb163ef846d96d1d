import type { TaskDraft } from '../types.ts';

/** Somebody, or a group, who can be given a task. */
export interface Named {
  id: string;
  name: string;
  userName?: string;
}

/** What quick add has to know of where and when it is typed. */
export interface QuickAddContext {
  /** The day, as `2026-11-29`. */
  today: string;
  /** The IANA zone in which a time is meant. */
  zone: string;
  /** Which language an ambiguous word is taken from. */
  locale: 'en' | 'de';
  people: readonly Named[];
  groups: readonly Named[];
}

/** What a piece of a line says. */
export type QuickAddKind = 'person' | 'group' | 'label' | 'priority' | 'due' | 'start' | 'repeat';

/** A piece of the text that is no title, by its offsets in UTF-16 units; `to` is after its last. */
export interface Understood {
  from: number;
  to: number;
  kind: QuickAddKind;
}

/** A line that makes a task; `level` is 0 for one that is no part of another. */
export interface QuickAddLine {
  draft: TaskDraft;
  level: number;
  understood: Understood[];
}

/** What was typed: every line with what was understood of it, and the tasks with their parts. */
export interface QuickAdd {
  lines: QuickAddLine[];
  drafts: TaskDraft[];
  /** How many lines were not read, because there were too many. */
  leftOut: number;
  /** How many lines were too long, so that some of their words are missing. */
  cut: number;
}
