import { AppError, type ErrorCode } from '@plenum/domain/errors';
import { CLOSE, type CloseCode } from '@plenum/protocol/close-codes';

const CODES: Record<ErrorCode, CloseCode> = {
  invalid_input: CLOSE.protocol,
  not_signed_in: CLOSE.notSignedIn,
  forbidden: CLOSE.forbidden,
  not_found: CLOSE.notFound,
  method_not_allowed: CLOSE.protocol,
  conflict: CLOSE.tryAgain,
  precondition_failed: CLOSE.tryAgain,
  locked: CLOSE.notSignedIn,
  too_large: CLOSE.tooLarge,
  too_many: CLOSE.tooMany,
  unavailable: CLOSE.tryAgain,
  internal: CLOSE.tryAgain,
};

/** The code that tells a client about an error; anything but an AppError is worth another try. */
export function closeCodeOf(error: unknown): CloseCode {
  return error instanceof AppError ? CODES[error.code] : CLOSE.tryAgain;
}
