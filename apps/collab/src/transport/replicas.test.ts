import { describe, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '../testing/fakes.ts';
import { newDatabase, serve } from '../testing/fault-kit.ts';
import type { RunningCollab } from '../testing/running-collab.ts';
import { soak } from '../testing/soak.ts';
import { WireReplica } from '../testing/wire-replica.ts';

/** Documents that are written at the same time, and go through one end of the server together. */
const AT_ONCE = 5;
const SEEDS = soak({ short: AT_ONCE, full: 1_000 });
const REPLICAS = 5;
const STEPS = 80;

type Random = () => number;

/** One document that five write, driven by a seed. */
class Story {
  readonly seed: number;
  readonly documentId: string;
  readonly replicas: readonly WireReplica[];
  readonly #random: Random;

  constructor(
    seed: number,
    { documentId, replicas }: { documentId: string; replicas: readonly WireReplica[] },
  ) {
    this.seed = seed;
    this.documentId = documentId;
    this.replicas = replicas;
    this.#random = seeded(seed);
    for (const replica of replicas) replica.reconnect();
  }

  /** Everybody writes, on lines that lose, double and mix up. */
  async write(): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      const replica = this.replicas[Math.floor(this.#random() * this.replicas.length)];
      if (!replica) continue;
      const dice = this.#random();
      if (dice < 0.45) replica.editor.editAtRandom(this.#random, `${step} `);
      else if (dice < 0.65) {
        replica.send(this.#mischief);
        await replica.reached();
      } else if (dice < 0.9) replica.receive(this.#mischief);
      else if (dice < 0.93 || replica.isCut) replica.reconnect();
    }
  }

  /** Lets everything that is on its way arrive, and whoever has lost the line come back. */
  async settle(): Promise<void> {
    const isOver = () => {
      for (const replica of this.replicas) {
        if (replica.isCut) replica.reconnect();
        replica.receive();
        replica.send();
      }
      expect(this.replicas.map(({ isSettled }) => isSettled)).toEqual(this.replicas.map(() => true));
      const [first, ...others] = this.replicas.map(({ doc }) => Y.snapshot(doc));
      for (const other of others) expect(first && Y.equalSnapshots(first, other)).toBe(true);
    };
    await vi.waitFor(isOver, { timeout: 60_000, interval: 20 });
  }

  /** All have the same, draw what they have, and wait for nothing; and so does the log. */
  async expectEqual(server: RunningCollab): Promise<void> {
    const stored = (await server.stored(this.documentId)).doc;
    const [first] = this.replicas;
    for (const { doc, editor } of this.replicas) {
      expect(doc.store.pendingStructs).toBeNull();
      expect(doc.store.pendingDs).toBeNull();
      expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(stored))).toBe(true);
      const before = Y.encodeStateAsUpdate(doc);
      expect(editor.drawn.now.toJSON()).toEqual(editor.drawn.anew.toJSON());
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
      expect(editor.state.doc.toJSON()).toEqual(first?.editor.state.doc.toJSON());
    }
  }

  readonly #mischief = <Item>(items: Item[]): Item[] => {
    const dice = this.#random();
    if (dice < 0.2) return items.toReversed();
    if (dice < 0.4) return [...items, ...items];
    if (dice < 0.5) return items.toSorted(() => this.#random() - 0.5);
    return items;
  };
}

describe('five replicas of a document', () => {
  test(`FLT-14 that lose, double and mix up what they send end equal, through an end of the server (${SEEDS} seeds)`, {
    timeout: 120_000 + SEEDS * 20_000,
  }, async () => {
    const server = await serve(await newDatabase());
    for (let first = 1; first <= SEEDS; first += AT_ONCE) {
      const stories = await begin(server, first);
      const all = (work: (story: Story) => Promise<void>) =>
        Promise.all(stories.map((story) => of(story, () => work(story))));
      await all((story) => story.settle());
      await all((story) => story.write());
      const writing = all((story) => story.write());
      await server.kill('SIGKILL');
      await writing;
      await server.start();
      // First while they come back, then in step again.
      for (let round = 0; round < 2; round++) {
        await all((story) => story.write());
        await all((story) => story.settle());
      }
      for (const story of stories) {
        await of(story, () => story.expectEqual(server));
        for (const replica of story.replicas) replica.destroy();
      }
    }
  });
});

async function begin(server: RunningCollab, first: number): Promise<Story[]> {
  const seeds = Array.from({ length: AT_ONCE }, (_, i) => first + i);
  return Promise.all(
    seeds.map(async (seed) => {
      const { admin, documentId } = await server.place();
      const credential = await server.cookieOf(admin);
      const replicas = Array.from(
        { length: REPLICAS },
        () => new WireReplica(server, { documentId, credential }),
      );
      onTestFinished(() => {
        for (const replica of replicas) replica.destroy();
      });
      return new Story(seed, { documentId, replicas });
    }),
  );
}

/** Says which seed it was. */
async function of(story: Story, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`seed ${story.seed}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
