import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';
import { soak } from '../testing/soak.ts';

const SEEDS = soak({ short: 40, full: 1_000 });

describe('convergence', () => {
  test(`ROOM-53 five replicas that type, lose frames with their connection, double and reorder them end equal (${SEEDS} seeds)`, {
    timeout: SEEDS * 2_000 + 60_000,
  }, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      try {
        await converge(seed);
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
    }
  });

  async function converge(seed: number): Promise<void> {
    const kit = new RoomKit();
    const random = seeded(seed);
    const pick = <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error('nothing to pick');
      return item;
    };
    const replicas = Array.from({ length: 5 }, () => new Replica({}, Math.floor(random() * 2 ** 32)));
    const reconnect = async (replica: Replica): Promise<void> => {
      replica.leave();
      const { room, release } = await kit.rooms.acquire(documentId);
      replica.join(room);
      release();
    };
    for (const replica of replicas) await reconnect(replica);
    for (let step = 0; step < 80; step++) {
      const replica = pick(replicas);
      const dice = random();
      const length = replica.doc.getText('content').length;
      if (dice < 0.4) replica.type(`${step},`, Math.floor(random() * (length + 1)));
      else if (dice < 0.5 && length > 3)
        replica.doc.getText('content').delete(Math.floor(random() * (length - 3)), 3);
      else if (dice < 0.6) replica.socket.sent.splice(0).length === 0 || (await reconnect(replica));
      else if (dice < 0.7) replica.socket.sent.push(...replica.socket.sent.slice(-2));
      else if (dice < 0.75) replica.socket.sent.reverse();
      else if (dice < 0.8)
        replica.send({ type: 'update', update: Y.encodeStateAsUpdate(pick(replicas).doc) });
      else if (dice < 0.85) await kit.journal.commit();
      else replica.hear();
      if (replica.connection?.isOpen === false) await reconnect(replica);
    }
    for (let round = 0; round < 3; round++) {
      for (const replica of replicas) await reconnect(replica);
      await kit.journal.commit();
      for (const replica of replicas) replica.hear();
    }
    const [first] = replicas;
    const stored = new Y.Doc();
    for (const { update } of (await kit.log.open(documentId))?.tail ?? []) Y.applyUpdate(stored, update);
    for (const { doc, text: content, acknowledged, frames } of replicas) {
      expect(content).toBe(first?.text);
      expect(doc.store.pendingStructs).toBeNull();
      expect(doc.store.pendingDs).toBeNull();
      expect(acknowledged).toBe(frames);
    }
    expect(stored.getText('content').toString()).toBe(first?.text);
    for (const replica of replicas) replica.leave();
    expect(kit.rooms.size).toBe(0);
  }
});
