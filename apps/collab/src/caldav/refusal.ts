import { AppError, type ErrorCode } from '@plenum/domain/errors';
import { escapeXml } from '@plenum/formats/xml/write-xml';
import { href, xmlDocument } from './dav-xml.ts';
import { pathOf } from './paths.ts';
import { UidTaken } from './task-lists.ts';

const STATUS: Record<ErrorCode, number> = {
  invalid_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  precondition_failed: 412,
  locked: 423,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  internal: 500,
};

/** An answer that says why something was not done. */
export interface Refusal {
  status: number;
  body: string;
  retryAfter?: number | undefined;
}

/** A failure with the element of a precondition that a program understands (RFC 4918, 16). */
export class PreconditionError extends Error {
  readonly status: number;
  /** Finished XML. */
  readonly condition: string;

  constructor(status: number, condition: string) {
    super('A precondition is not met.');
    this.name = 'PreconditionError';
    this.status = status;
    this.condition = condition;
  }
}

/**
 * What is answered for an error; null for one that is nobody's fault but ours.
 * @param listId the list that was written to, if one was.
 */
export function refusalOf(error: unknown, listId: string | null): Refusal | null {
  if (error instanceof PreconditionError) return { status: error.status, body: errorBody(error.condition) };
  if (error instanceof UidTaken && listId !== null) {
    const holder = href(pathOf({ is: 'task', id: listId, name: error.holder }));
    return { status: 403, body: errorBody(`<c:no-uid-conflict>${holder}</c:no-uid-conflict>`) };
  }
  if (!(error instanceof AppError) || error.code === 'internal') return null;
  const { code, message, retryAfter } = error;
  // Of a task that is sent, programs know these conditions (RFC 4791, 5.3.2.1).
  const isTask = listId !== null && (code === 'invalid_input' || code === 'too_large');
  const condition = code === 'invalid_input' ? '<c:valid-calendar-data/>' : '<c:max-resource-size/>';
  const body = errorBody(
    `${isTask ? condition : ''}<d:responsedescription>${escapeXml(message)}</d:responsedescription>`,
  );
  return { status: isTask ? 403 : STATUS[code], body, retryAfter };
}

function errorBody(condition: string): string {
  return xmlDocument('error', condition);
}
