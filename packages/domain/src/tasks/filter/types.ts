/** Days on which a task is due: from the first on, before the last; null for no bound. */
export interface DueDays {
  from: string | null;
  before: string | null;
}

/** What a filter names. Texts are folded ({@link filterKey}). */
export interface FilterTerms {
  /** Pieces of the title. */
  words: string[];
  labels: string[];
  priorities: number[];
  /** `none` stands for what is due on no day. */
  due: (DueDays | 'none')[];
  /** Pieces of the names of workspaces. */
  places: string[];
  /** Given to whoever asks themselves, not only to a group of theirs. */
  self: boolean;
}

/**
 * Which tasks are asked for: those that have all words and labels of `wants` and, of each other kind that it names, one; and nothing of
 * what `excludes` names.
 */
export interface TaskFilter {
  wants: FilterTerms;
  excludes: FilterTerms;
  open: boolean;
  done: boolean;
}

/** What a filter has to know of when and by whom it was written. */
export interface FilterContext {
  /** The day, as `2026-11-29`. */
  today: string;
  /** Which language an ambiguous day is taken from. */
  locale: 'en' | 'de';
}
