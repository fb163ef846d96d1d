import { CLOSE, isFinal } from '@plenum/protocol/close-codes';

/**
 * Why the server will not have this browser any more, until a person does something about it; `outdated`: the document has
 * what this page does not know, so that the page goes by itself.
 */
export type EndReason =
  | 'notSignedIn'
  | 'forbidden'
  | 'notFound'
  | 'otherEpoch'
  | 'tooLarge'
  | 'refused'
  | 'outdated';

/** How this browser stands to the server. */
export type Link =
  /** Nothing has come yet. */
  | { kind: 'connecting' }
  /** In step with the server. */
  | { kind: 'live' }
  /** It was in step, and tries to be again. */
  | { kind: 'offline' }
  | { kind: 'ended'; why: EndReason };

/** Refusals in a row after which trying again is pointless: what is sent is what is refused. */
const MAX_REFUSALS = 3;

/** What a close code means for going on; `refusals` counts those in a row, this one included. */
export function endReason({ code, refusals }: { code: number; refusals: number }): EndReason | null {
  if (code === CLOSE.protocol) return refusals >= MAX_REFUSALS ? 'refused' : null;
  if (!isFinal(code)) return null;
  switch (code) {
    case CLOSE.notSignedIn:
      return 'notSignedIn';
    case CLOSE.forbidden:
      return 'forbidden';
    case CLOSE.notFound:
      return 'notFound';
    case CLOSE.otherEpoch:
      return 'otherEpoch';
    case CLOSE.tooLarge:
      return 'tooLarge';
    default:
      return 'refused';
  }
}
