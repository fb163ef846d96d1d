import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { openPool } from '@plenum/database/pool';
import { createTestDatabase } from '@plenum/database/testing/test-database';
import { loggableError } from '@plenum/domain/loggable-error';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DocumentThread } from './document-thread.ts';

const real = new URL('../../dist/projection/projection-worker.js', import.meta.url);
const nowhere = { databaseUrl: 'postgresql://nobody@127.0.0.1:1/none', origin: 'https://plenum.example' };

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function aThread(options: Partial<ConstructorParameters<typeof DocumentThread>[0]>): DocumentThread {
  const thread = new DocumentThread({ url: real, place: nowhere, ...options });
  cleanUp.push(() => thread.close());
  return thread;
}

/** A thread that answers with `answer`, an expression of `documentId` and of how many it was asked before, `n`. */
function stub(answer: string): URL {
  const source = `import { parentPort, workerData } from 'node:worker_threads';
    let n = 0;
    parentPort.on('message', (documentId) => parentPort.postMessage((() => { n += 1; ${answer} })()));`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** Priorities other than the usual of this process's threads, from Linux's /proc (its manual: proc_pid_stat(5)). */
async function priorities(): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const threads = await readdir('/proc/self/task');
  const states = await Promise.all(
    threads.map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8').catch(() => '')),
  );
  // The name in brackets, second of all, can hold anything.
  return states
    .map((state) => Number(state.slice(state.lastIndexOf(')') + 2).split(' ')[16]))
    .filter((nice) => nice > 0);
}

const told = async (projecting: ReturnType<DocumentThread['work']>) => {
  const projected = await projecting;
  if (projected.kind !== 'failed') return projected.kind;
  return loggableError(projected.cause).cause?.name ?? String(projected.cause);
};

describe('the thread', () => {
  test('PROJ-21 works at a lower priority than the rest of the process, where a thread can have one', async () => {
    const before = await priorities();
    const thread = aThread({});
    await expect(thread.work(randomUUID())).rejects.toThrow();
    const ofThread =
      process.platform === 'linux' ? [Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL)] : [];
    expect(await priorities()).toEqual([...before, ...ofThread]);
  });

  test('PROJ-15 reads, projects and writes, and is told no more than an id', async () => {
    const { url, drop } = await createTestDatabase();
    const pool = openPool(url);
    cleanUp.push(drop, () => pool.end());
    const [workspaceId, documentId] = [randomUUID(), randomUUID()];
    await pool.query('INSERT INTO workspace (id, name, slug) VALUES ($1::uuid, $2, $2)', [
      workspaceId,
      workspaceId,
    ]);
    await pool.query(
      `INSERT INTO document (id, workspace_id, kind, title) VALUES ($1, $2, 'pad', 'Agenda')`,
      [documentId, workspaceId],
    );
    const link = { type: 'link', attrs: { href: `https://plenum.example/d/${documentId}` } };
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'secret', marks: [link] }] }];
    const append = { documentId, author: { kind: 'system', id: null } as const };
    await postgresLog(pool).append([{ ...append, update: updateFromJson({ type: 'doc', content }) }]);
    const thread = aThread({ place: { ...nowhere, databaseUrl: url } });
    expect(await thread.work(documentId)).toEqual({
      kind: 'written',
      hasOtherTasks: false,
      milliseconds: expect.any(Number),
    });
    const kept = await pool.query(
      'SELECT text, target_document_id FROM document_projection JOIN document_link USING (document_id)',
    );
    expect(kept.rows).toEqual([{ text: 'secret', target_document_id: documentId }]);
    expect(await thread.work(documentId)).toMatchObject({ kind: 'current' });
    expect(await thread.work(randomUUID())).toMatchObject({ kind: 'gone' });
    await postgresLog(pool).append([{ ...append, update: Uint8Array.of(9, 9, 9) }]);
    // Of what it read no word.
    expect(await told(thread.work(documentId))).toMatch(/^\w*Error$/);
  });

  test('PROJ-16, OPS-5 tells a database that is away from a document that cannot be projected', async () => {
    const databaseUrl = `postgresql://nobody@127.0.0.1:${await findFreePort()}/none`;
    const thread = aThread({ place: { ...nowhere, databaseUrl } });
    for (let i = 0; i < 2; i++) {
      const error = await thread.work(randomUUID()).catch((error: unknown) => error);
      expect(loggableError(error).cause).toMatchObject({
        name: expect.stringMatching(/^(Aggregate)?Error$/),
        code: 'ECONNREFUSED',
      });
    }
  });

  test('PROJ-13 is replaced when it dies, which counts for the document', async () => {
    const thread = aThread({
      url: stub(`if (documentId === 'dies') process.exit(1); return { kind: 'written' };`),
    });
    expect(await told(thread.work('dies'))).toBe('Error: The thread died.');
    expect(await told(thread.work('a'))).toBe('written');
  });

  test('PROJ-13 is replaced when it hangs, which counts for the document', async () => {
    const url = stub(`while (documentId === 'hangs'); return { kind: 'written' };`);
    const thread = aThread({ url, timeouts: { answer: 300, idle: 60_000 } });
    expect(await told(thread.work('hangs'))).toBe('Error: The thread took too long.');
    // However long a new thread takes to start.
    await vi.waitFor(async () => expect(await told(thread.work('a'))).toBe('written'), {
      timeout: 30_000,
    });
  });

  test('PROJ-15 is ended when it has nothing to do for a while', async () => {
    const url = stub(`return { kind: 'failed', error: { name: String(n) } };`);
    const thread = aThread({ url, timeouts: { answer: 60_000, idle: 40 } });
    expect(await told(thread.work('a'))).toBe('1');
    // Asked at once it is the same one, after a pause another.
    let last = 1;
    await vi.waitFor(
      async () => {
        const count = Number(await told(thread.work('a')));
        const isAnother = count <= last;
        last = count;
        expect(isAnother).toBe(true);
      },
      { timeout: 30_000, interval: 100 },
    );
  });

  test('PROJ-17 is ended by closing, with what is under way', async () => {
    const thread = aThread({ url: stub('while (true);') });
    const projecting = thread.work('a');
    await expect(thread.work('b')).rejects.toThrow('busy');
    await Promise.all([expect(projecting).rejects.toThrow('closed'), thread.close()]);
    await expect(thread.work('c')).rejects.toThrow('busy');
  });
});
