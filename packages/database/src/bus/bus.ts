import type { DocumentId, PersonId, SessionId, ShareLinkId, WorkspaceId } from '@plenum/domain/ids';

/** Whose access has changed. Whoever holds a socket for it authorises it again. */
export type AccessChange =
  | { of: 'person'; id: PersonId }
  | { of: 'session'; id: SessionId }
  | { of: 'workspace'; id: WorkspaceId }
  | { of: 'document'; id: DocumentId }
  | { of: 'shareLink'; id: ShareLinkId };

/** What processes tell each other. A missed message costs latency, never data: all of it can be read from rows. */
export type BusMessage =
  | { type: 'rows'; documentId: DocumentId; seq: number }
  | { type: 'access'; change: AccessChange }
  | { type: 'renamed'; documentId: DocumentId }
  | { type: 'awareness'; documentId: DocumentId; origin: string; update: string };

/** What a subscriber hears. `missed`: the line was cut for a while, so that messages may have gone by. */
export type BusEvent = BusMessage | { type: 'missed' };

/** Bytes that a message's JSON may have: what PostgreSQL's NOTIFY carries. */
export const MAX_BUS_MESSAGE = 7_999;

/**
 * The port between processes. Publishing happens after COMMIT, never inside a transaction, and its failure is never
 * the failure of what was committed. A subscriber also hears its own process.
 */
export interface Bus {
  /**
   * Sends a message. Resolves when it is sent, or when sending failed and is being tried again; rejects only with a
   * RangeError, for a message over {@link MAX_BUS_MESSAGE}.
   */
  publish(message: BusMessage): Promise<void>;
  /** Resolves when the listener hears everything published from now on, with what ends the subscription. */
  subscribe(listener: (event: BusEvent) => void): Promise<() => void>;
  /** Whether subscribers hear at this moment what others publish: false before the first one, and while the line is cut. */
  readonly isListening: boolean;
  close(): Promise<void>;
}

/** A message as text. @throws RangeError for one over {@link MAX_BUS_MESSAGE}. */
export function encodeBusMessage(message: BusMessage): string {
  const text = JSON.stringify(message);
  if (Buffer.byteLength(text) > MAX_BUS_MESSAGE)
    throw new RangeError('A bus message must stay below 8,000 bytes.');
  return text;
}

/** The message in a text that another process sent; null when it is none that this version knows. */
export function decodeBusMessage(text: string): BusMessage | null {
  const { type, ...rest } = parseRecord(text);
  if (type === 'rows' && isText(rest.documentId) && Number.isSafeInteger(rest.seq)) {
    return { type, documentId: rest.documentId, seq: Number(rest.seq) };
  }
  if (type === 'renamed' && isText(rest.documentId)) return { type, documentId: rest.documentId };
  if (type === 'awareness' && isText(rest.documentId) && isText(rest.origin) && isText(rest.update)) {
    return { type, documentId: rest.documentId, origin: rest.origin, update: rest.update };
  }
  return type === 'access' ? decodeAccess(rest.change) : null;
}

function decodeAccess(change: unknown): BusMessage | null {
  const { of, id } = asRecord(change);
  if (!isText(id)) return null;
  switch (of) {
    case 'person':
    case 'session':
    case 'workspace':
    case 'document':
    case 'shareLink':
      return { type: 'access', change: { of, id } };
    default:
      return null;
  }
}

function parseRecord(text: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
