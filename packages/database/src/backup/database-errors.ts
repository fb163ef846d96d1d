import { AppError } from '@plenum/domain/errors';
import pg from 'pg';

/**
 * A failure of the database in one sentence that tells nothing of its rows, which PostgreSQL's own messages may quote.
 * @param outcome what there is after it, as a sentence.
 * @returns what is about something else as it is.
 */
export function explainDatabase(error: unknown, outcome: string): unknown {
  if (error instanceof pg.DatabaseError) {
    const message = `${reasonOf(error)} ${outcome}`;
    return new AppError('unavailable', message, { cause: error });
  }
  // What the driver says when a connection breaks has no code, or the system's.
  if (error instanceof Error && /connection|socket|ECONN|EPIPE/i.test(error.message)) {
    return new AppError('unavailable', `The connection to the database was lost. ${outcome}`, {
      cause: error,
    });
  }
  return error;
}

function reasonOf({ code = '', table, constraint }: pg.DatabaseError): string {
  if (code.startsWith('57P') || code.startsWith('08')) return 'The connection to the database was lost.';
  if (code === '53100') return "The database's disk is full.";
  if (code === '55P03') return 'Another program keeps the tables locked.';
  const about = [table && `table ${table}`, constraint && `constraint ${constraint}`].filter(Boolean);
  return `PostgreSQL refused (SQLSTATE ${[code, ...about].join(', ')}).`;
}
