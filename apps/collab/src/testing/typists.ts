import { expect, vi } from 'vitest';
import { Client } from './client.ts';
import type { RunningCollab } from './running-collab.ts';

/** People who type in one document. */
export interface Typists {
  clients: Client[];
  documentId: string;
}

/** So many tabs of one person with a new document open, all of it saved; to be destroyed in the end. */
export async function typists(server: RunningCollab, count: number): Promise<Typists> {
  const { admin, documentId } = await server.place();
  const credential = await server.cookieOf(admin);
  const clients = Array.from({ length: count }, () => new Client(server, { documentId, credential }));
  await allSaved(clients);
  return { clients, documentId };
}

/** Waits until nobody has anything that is not stored. */
export function allSaved(clients: readonly Client[], timeout = 30_000): Promise<void> {
  const saved = () => expect(clients.map(({ status }) => status)).toEqual(clients.map(() => 'saved'));
  return vi.waitFor(saved, { timeout });
}

/** Types a word every few milliseconds, or as given, until stopped, each word once. */
export function startTyping(clients: readonly Client[], round: number, every = 4): () => void {
  let n = 0;
  const timer = setInterval(() => {
    for (const [i, client] of clients.entries()) client.type(`r${round}c${i}n${n}`);
    n += 1;
  }, every);
  return () => clearInterval(timer);
}

/** The words that the server has acknowledged. */
export function acknowledgedBy(clients: readonly Client[]): string[] {
  return clients.flatMap(({ acknowledged }) => [...acknowledged]);
}

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** The words in the log. */
export async function storedWords(server: RunningCollab, documentId: string): Promise<string[]> {
  return wordsOf((await server.stored(documentId)).text);
}

/** Everything acknowledged is stored, and nothing twice. */
export async function expectNothingLost(
  server: RunningCollab,
  { clients, documentId }: Typists,
): Promise<void> {
  const acknowledged = acknowledgedBy(clients);
  const stored = await storedWords(server, documentId);
  expect(new Set(stored).size).toBe(stored.length);
  const kept = new Set(stored);
  expect(acknowledged.filter((word) => !kept.has(word))).toEqual([]);
}
