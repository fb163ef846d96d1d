import { openDatabase } from '@plenum/database/client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Client } from '../testing/client.ts';
import { letType, newDatabase, newTypists, serve } from '../testing/fault-kit.ts';
import {
  acknowledgedBy,
  allHeard,
  allSaved,
  expectNothingLost,
  storedWords,
  unacknowledgedBy,
  wordsOf,
} from '../testing/typists.ts';

/** PostgreSQL refuses everything that is to be written, in the words and with the code that it has for a full disk. */
const FILL = `
  CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'could not extend file "base/5/1": No space left on device' USING ERRCODE = 'disk_full';
  END $$;
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE OR DELETE ON %I EXECUTE FUNCTION disk_full()', name);
    END LOOP;
  END $$`;
const CLEAR = 'DROP FUNCTION disk_full() CASCADE';

describe('a full disk', () => {
  test('FLT-6 nothing is acknowledged, reading works, and everything is stored once there is room', {
    timeout: 120_000,
  }, async () => {
    const url = await newDatabase();
    const server = await serve(url);
    const operator = openDatabase({
      url,
      dataDir: server.db.dataDir,
      secrets: server.db.secrets,
      publicUrl: server.db.publicUrl,
      s3: null,
    });
    onTestFinished(() => operator.close());
    const { clients, documentId, credential } = await newTypists(server, 2);
    const finished = await newTypists(server, 1);
    finished.clients[0]?.type('finished');
    await allSaved(finished.clients);
    for (const client of finished.clients) client.destroy();
    const stop = letType({ clients }, 0, 20);
    await vi.waitFor(() => expect(acknowledgedBy(clients).length).toBeGreaterThan(40), { timeout: 30_000 });
    await operator.pool.query(FILL);
    await vi.waitFor(() => expect(server.output.join('')).toContain('"code":"53100"'), { timeout: 20_000 });
    await allHeard(clients, 'full');
    const known = acknowledgedBy(clients).length;
    const before = unacknowledgedBy(clients).length;
    await vi.waitFor(() => expect(unacknowledgedBy(clients).length).toBeGreaterThan(before + 50), {
      timeout: 30_000,
    });
    stop();
    expect(acknowledgedBy(clients)).toHaveLength(known);

    // Whoever comes now reads everything, what is not stored yet too, and other documents.
    const here = new Client(server, { documentId, credential });
    const there = new Client(server, finished);
    onTestFinished(() => {
      for (const client of [here, there]) client.destroy();
    });
    const read = () => {
      expect(wordsOf(here.text)).toEqual(expect.arrayContaining(unacknowledgedBy(clients)));
      expect(there.text).toBe('finished ');
    };
    await vi.waitFor(read, { timeout: 30_000 });
    expect(acknowledgedBy(clients)).toHaveLength(known);
    expect(clients.map(({ status }) => status)).toEqual(['saving', 'saving']);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

    await operator.pool.query(CLEAR);
    await allSaved([...clients, here, there]);
    await expectNothingLost(server, { clients, documentId });
    expect((await storedWords(server, documentId)).toSorted()).toEqual(acknowledgedBy(clients).toSorted());
    expect([...clients, here, there].flatMap(({ closeCodes }) => closeCodes)).toEqual([]);
  });
});
