import { type BusMessage, encodeBusMessage, MAX_BUS_MESSAGE } from '@plenum/database/bus/bus';
import type { DocumentId } from '@plenum/domain/ids';
import { type AwarenessEntry, decodeAwareness, encodeAwareness } from '@plenum/protocol/awareness';

/** Documents that one question is about: 36 characters each, and what stands around them. */
const MAX_ASKED = 190;
/** Bytes for the number of entries in front of them. */
const COUNT_BYTES = 2;

/** The states of a node's clients in a document as messages, as few as the bus allows. */
export function statesToMessages(
  origin: string,
  { documentId, entries }: { documentId: DocumentId; entries: readonly AwarenessEntry[] },
): BusMessage[] {
  const around = encodeBusMessage({ type: 'awareness', documentId, origin, update: '' }).length;
  const room = Math.floor((MAX_BUS_MESSAGE - around) / 4) * 3 - COUNT_BYTES;
  const parts: AwarenessEntry[][] = [];
  let left = 0;
  for (const entry of entries.flatMap((whole) => fitting(whole, room))) {
    const size = sizeOf(entry);
    if (size > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(entry);
    left -= size;
  }
  return parts.map((part) => {
    const update = Buffer.from(encodeAwareness(part)).toString('base64');
    return { type: 'awareness', documentId, origin, update };
  });
}

/** The states in such a message; none where it is malformed. */
export function statesOfMessage({ update }: { update: string }): AwarenessEntry[] {
  return decodeAwareness(new Uint8Array(Buffer.from(update, 'base64'))) ?? [];
}

/** Questions who is there, as few as the bus allows. */
export function questionsToMessages(origin: string, documentIds: Iterable<DocumentId>): BusMessage[] {
  const asked = [...documentIds];
  const messages: BusMessage[] = [];
  for (let i = 0; i < asked.length; i += MAX_ASKED) {
    messages.push({ type: 'whoIsThere', origin, documentIds: asked.slice(i, i + MAX_ASKED) });
  }
  return messages;
}

/** A state that is too large for the bus crosses it as nothing but whose it is. */
function fitting(entry: AwarenessEntry, room: number): AwarenessEntry[] {
  if (sizeOf(entry) <= room) return [entry];
  const { user } = JSON.parse(entry.state);
  const bare = { ...entry, state: JSON.stringify({ user }) };
  return sizeOf(bare) <= room ? [bare] : [];
}

function sizeOf(entry: AwarenessEntry): number {
  return encodeAwareness([entry]).length - 1;
}
