import { AppError } from '@plenum/domain/errors';

/** The error for a file in which there are no tasks, as far as anybody can tell. */
export function noTasks(cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    'No tasks can be read from this file. Send a table (CSV) whose first line names its columns, one of them “title”, a calendar with tasks (ICS), or what Vikunja, Deck, Trello, Todoist or Plenum has exported.',
    { cause },
  );
}

/** The error for what looks like a file of tasks, but is not whole. */
export function brokenTasks(cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    'This file of tasks is damaged or not complete. Export it anew where it comes from, then try again.',
    { cause },
  );
}

/** The error for tasks that a newer version of Plenum has exported. */
export function newerTasks(): AppError {
  return new AppError(
    'invalid_input',
    'These tasks come from a newer version of Plenum. Update this instance first.',
  );
}

/** The error for more than is read at once, however it is packed. */
export function tooManyTasks(cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    'This file holds more than is read at once. Split it into several files of tasks.',
    { cause },
  );
}
