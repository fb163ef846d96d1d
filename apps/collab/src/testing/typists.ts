import { expect, vi } from 'vitest';
import { Client, type Credential } from './client.ts';
import type { RunningCollab } from './running-collab.ts';

/** People who type in one document. */
export interface Typists {
  clients: Client[];
  documentId: string;
  credential: Credential;
}

/** So many tabs of one person with a new document open, all of it saved; to be destroyed in the end. */
export async function typists(server: RunningCollab, count: number): Promise<Typists> {
  const { admin, documentId } = await server.place();
  const credential = await server.cookieOf(admin);
  const clients = Array.from({ length: count }, () => new Client(server, { documentId, credential }));
  await allSaved(clients);
  return { clients, documentId, credential };
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

/** Waits until everybody has got what the server had sent them before: each hears a word that the others say now. */
export async function allHeard(clients: readonly Client[], mark: string): Promise<void> {
  const marks = clients.map((client, i) => {
    client.type(`${mark}${i}`);
    return `${mark}${i}`;
  });
  const heard = () => {
    for (const { text } of clients) expect(wordsOf(text)).toEqual(expect.arrayContaining(marks));
  };
  await vi.waitFor(heard, { timeout: 30_000 });
}

/** The words that the server has acknowledged. */
export function acknowledgedBy(clients: readonly Client[]): string[] {
  return clients.flatMap(({ acknowledged }) => [...acknowledged]);
}

/** The words that it has not. */
export function unacknowledgedBy(clients: readonly Client[]): string[] {
  return clients.flatMap(({ unacknowledged }) => [...unacknowledged]);
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
  { clients, documentId }: Pick<Typists, 'clients' | 'documentId'>,
): Promise<void> {
  const acknowledged = acknowledgedBy(clients);
  const stored = await storedWords(server, documentId);
  expect(new Set(stored).size).toBe(stored.length);
  const kept = new Set(stored);
  expect(acknowledged.filter((word) => !kept.has(word))).toEqual([]);
}
