import { expect, inject, test } from 'vitest';
import { Crowd } from '../generator/crowd.mjs';
import { typeFor } from '../generator/typing.mjs';
import { everywhere, seatsFor } from '../scenarios/live.mjs';
import { startServer } from './start.mjs';

const PATIENCE = 20_000;

test.each(['relay', 'y-websocket', 'hocuspocus', 'plenum', 'plenum-unstored'])(
  'BENCH-6 what is typed on %s arrives at everybody else of the document, once',
  async (server) => {
    const groups = everywhere(2, { writers: 2, readers: 3 });
    const cluster = { url: inject('databaseUrl'), pid: process.pid };
    const target = await startServer({ server, cluster, ...seatsFor(groups) });
    try {
      const crowd = new Crowd(target);
      await crowd.join(groups);
      await crowd.begin();
      crowd.startCounting();
      await typeFor(crowd.writers, { perSecond: 20, seconds: 0.5 });
      expect(await crowd.settled(PATIENCE)).toBe(true);
      expect(crowd.typed).toBe(40);
      expect(crowd.delivered).toBe(40 * 4);
      if (target.stored) {
        expect(await crowd.durable(PATIENCE)).toBe(true);
        const { seq } = await target.stored(0);
        expect(seq > 0).toBe(server === 'plenum');
      }
      await crowd.leave();
    } finally {
      await target.stop();
    }
  },
);
