/** Formats in which a list goes out as a list, each with its media type. */
export const TASK_FORMATS = {
  csv: 'text/csv',
  ics: 'text/calendar',
  json: 'application/json',
  markdown: 'text/markdown',
} as const;

/** One of {@link TASK_FORMATS}. */
export type TaskFormat = keyof typeof TASK_FORMATS;
