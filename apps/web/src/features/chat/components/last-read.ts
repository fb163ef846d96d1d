/** Where this browser keeps what was read last in which chat: ids, no texts. */
const KEY = 'plenum.chat-read';

/** Chats for which it is kept, those read last. */
const MOST = 200;

/** The message that was read last in a document's chat on this device; null where nothing was, or the browser keeps nothing. */
export function lastRead(documentId: string): string | null {
  return readAll().find(([id]) => id === documentId)?.[1] ?? null;
}

/** Keeps that a document's chat was read as far as a message. */
export function keepLastRead(documentId: string, messageId: string): void {
  const others = readAll().filter(([id]) => id !== documentId);
  try {
    localStorage.setItem(KEY, JSON.stringify([[documentId, messageId], ...others].slice(0, MOST)));
  } catch {
    // A full or locked store: what was read counts as unread again, and that is all.
  }
}

function readAll(): [document: string, message: string][] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string';
}
