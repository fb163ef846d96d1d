import { describe, expect, test, vi } from 'vitest';
import { letType, lineTo, newDatabase, newTypists, ownPostgres, serve } from '../testing/fault-kit.ts';
import { soak } from '../testing/soak.ts';
import {
  acknowledgedBy,
  allHeard,
  allSaved,
  expectNothingLost,
  storedWords,
  unacknowledgedBy,
  wordsOf,
} from '../testing/typists.ts';

const KILLS = soak({ short: 2, full: 50 });
const DATABASE_KILLS = soak({ short: 2, full: 20 });
/** Seconds. */
const AWAY = soak({ short: 3, full: 60 });

describe('faults', () => {
  test(`FLT-1, COLLAB-24 kill -9 of the server while five clients type loses no acknowledged edit and doubles none (×${KILLS})`, {
    timeout: KILLS * 60_000,
  }, async () => {
    const server = await serve(await newDatabase());
    const { clients, documentId } = await newTypists(server, 5);
    for (let round = 0; round < KILLS; round++) {
      const before = acknowledgedBy(clients).length;
      const stop = letType({ clients }, round);
      await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(before + 100), {
        timeout: 30_000,
      });
      await server.kill('SIGKILL');
      await expectNothingLost(server, { clients, documentId });
      stop();
      await server.start();
      await allSaved(clients);
      await expectNothingLost(server, { clients, documentId });
    }
    const [first] = clients;
    await vi.waitFor(() => expect(new Set(clients.map(({ text }) => text)).size).toBe(1), {
      timeout: 20_000,
    });
    const stored = await storedWords(server, documentId);
    expect(stored.toSorted()).toEqual(acknowledgedBy(clients).toSorted());
    expect(wordsOf(first?.text ?? '').toSorted()).toEqual(stored.toSorted());
  });

  test(`FLT-2, COLLAB-25 kill -9 of PostgreSQL: typing goes on, nothing is acknowledged, all is stored afterwards (×${DATABASE_KILLS})`, {
    timeout: DATABASE_KILLS * 60_000,
  }, async () => {
    const postgres = await ownPostgres();
    const server = await serve(postgres.url);
    const { clients, documentId } = await newTypists(server, 3);
    for (let round = 0; round < DATABASE_KILLS; round++) {
      const before = acknowledgedBy(clients).length;
      const stop = letType({ clients }, round);
      await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(before + 60), {
        timeout: 30_000,
      });
      await postgres.kill(server.db);
      const health = async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(503);
      await vi.waitFor(health, { timeout: 20_000 });
      // What was acknowledged before is on its way ahead of this.
      await allHeard(clients, `away${round}`);
      const typed = () => unacknowledgedBy(clients).length;
      const pending = typed();
      const known = acknowledgedBy(clients).length;
      await vi.waitFor(() => expect(typed()).toBeGreaterThan(pending + 50), { timeout: 20_000 });
      expect(acknowledgedBy(clients)).toHaveLength(known);
      expect(clients.map(({ status }) => status)).toEqual(['saving', 'saving', 'saving']);
      stop();
      await postgres.startAgain();
      await allSaved(clients);
      await expectNothingLost(server, { clients, documentId });
    }
    expect(clients.flatMap(({ closeCodes }) => closeCodes)).toEqual([]);
    const stored = await storedWords(server, documentId);
    expect(stored.toSorted()).toEqual(acknowledgedBy(clients).toSorted());
  });

  test(`FLT-4 with the database away for ${AWAY} seconds typing goes on, nothing is acknowledged, and all is stored afterwards`, {
    timeout: (AWAY + 90) * 1_000,
  }, async () => {
    const line = await lineTo(await newDatabase());
    const server = await serve(line.url);
    const { clients, documentId } = await newTypists(server, 3);
    const stop = letType({ clients }, 0, 40);
    await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(30), { timeout: 30_000 });
    line.cut();
    const health = async () => (await fetch(`${server.url}/healthz`)).status;
    await vi.waitFor(async () => expect(await health()).toBe(503), { timeout: 20_000 });
    await allHeard(clients, 'away');
    const known = acknowledgedBy(clients).length;
    const before = unacknowledgedBy(clients).length;
    const began = performance.now();
    const isOver = () => {
      expect(performance.now() - began).toBeGreaterThan(AWAY * 1_000);
      expect(unacknowledgedBy(clients).length).toBeGreaterThan(before + 30);
    };
    await vi.waitFor(isOver, { timeout: (AWAY + 30) * 1_000, interval: 200 });
    expect(acknowledgedBy(clients)).toHaveLength(known);
    expect(clients.map(({ status }) => status)).toEqual(['saving', 'saving', 'saving']);
    stop();
    const typed = unacknowledgedBy(clients);
    // Everybody sees what everybody types all the same.
    await vi.waitFor(
      () => {
        for (const { text } of clients) expect(wordsOf(text)).toEqual(expect.arrayContaining(typed));
      },
      { timeout: 30_000 },
    );
    expect(await health()).toBe(503);
    line.restore();
    await allSaved(clients);
    await expectNothingLost(server, { clients, documentId });
    expect(clients.flatMap(({ closeCodes }) => closeCodes)).toEqual([]);
    expect((await storedWords(server, documentId)).toSorted()).toEqual(acknowledgedBy(clients).toSorted());
  });
});
