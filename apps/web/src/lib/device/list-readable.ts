import { READABLE_PATH } from '#lib/paths.ts';

/** Milliseconds that the server may take to answer. */
const PATIENCE = 20_000;

/**
 * Asks the server which of some documents, 100 at most, a person may still read.
 * @throws Error where it does not say, or where they are not who is signed in by now
 */
export async function listReadable(person: string, documents: readonly string[]): Promise<readonly string[]> {
  const answer = await fetch(READABLE_PATH, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ person, documents }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) throw new Error(`The server answered by ${answer.status}.`);
  return answer.json();
}
