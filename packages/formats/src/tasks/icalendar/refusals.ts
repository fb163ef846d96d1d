import { AppError } from '@plenum/domain/errors';

/** The error for what cannot be read as iCalendar. */
export function noCalendar(cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    'This is not a calendar file that can be read (iCalendar, RFC 5545).',
    {
      cause,
    },
  );
}

/** The error for a calendar in which there is something else than one task. */
export function noTask(): AppError {
  return new AppError(
    'invalid_input',
    'A list of tasks takes one task at a time (VTODO), and neither events nor journal entries.',
  );
}

/** The error for a task that is larger than a list keeps. */
export function taskTooLarge(): AppError {
  return new AppError(
    'too_large',
    'This task holds more than a list keeps: shorten its text, or take attachments off.',
  );
}
