import { NEWS, type News } from '@plenum/domain/documents/news';
import type { DocumentId, PersonId, SessionId, ShareLinkId, WorkspaceId } from '@plenum/domain/ids';
import { z } from 'zod';

/** Stands for the instance where something has to have an id. */
export const INSTANCE_ID = '00000000-0000-0000-0000-000000000000';

/** Whose access has changed. Whoever holds a socket for it authorises it again. */
export type AccessChange =
  | { of: 'instance'; id: string }
  | { of: 'person'; id: PersonId }
  | { of: 'session'; id: SessionId }
  | { of: 'workspace'; id: WorkspaceId }
  | { of: 'document'; id: DocumentId }
  | { of: 'shareLink'; id: ShareLinkId };

/**
 * What processes tell each other. A missed message costs latency, never data: rows and changes of access are also read from the
 * database. `origin` is the process that a message about presence comes from.
 */
export type BusMessage =
  | { type: 'rows'; documentId: DocumentId; seq: number }
  | { type: 'access'; change: AccessChange }
  | { type: News; documentId: DocumentId }
  /** States of clients connected to the origin: base64 of awareness entries. */
  | { type: 'awareness'; documentId: DocumentId; origin: string; update: string }
  /** The origin asks for the states of others in documents. */
  | { type: 'whoIsThere'; origin: string; documentIds: DocumentId[] }
  /** A sign of life of the origin, or its last word. */
  | { type: 'node'; origin: string; isLeaving: boolean }
  /** Messages have gone by: those of a process that had to give some up, or all while the line was cut. */
  | { type: 'missed' };

/** What a subscriber hears. `cut`: from now on it hears nothing, until `missed` says that the line is there again. */
export type BusEvent = BusMessage | { type: 'cut' };

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
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

const id = z.string();

const schema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rows'), documentId: id, seq: z.int() }),
  z.object({
    type: z.literal('access'),
    change: z.object({
      of: z.enum(['instance', 'person', 'session', 'workspace', 'document', 'shareLink']),
      id,
    }),
  }),
  z.object({ type: z.enum(NEWS), documentId: id }),
  z.object({ type: z.literal('awareness'), documentId: id, origin: id, update: z.string() }),
  z.object({ type: z.literal('whoIsThere'), origin: id, documentIds: z.array(id) }),
  z.object({ type: z.literal('node'), origin: id, isLeaving: z.boolean() }),
  z.object({ type: z.literal('missed') }),
]) satisfies z.ZodType<BusMessage>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
