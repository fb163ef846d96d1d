import { MAX_DELETIONS, MAX_NESTING, MAX_SYNC_BYTES, MAX_UPDATE_CLIENTS } from '@plenum/protocol/limits';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '../testing/fakes.ts';
import {
  childOf,
  collected,
  deepAny,
  deepEmbed,
  deepFormat,
  documentWith,
  legacyJson,
  nestedDocument,
  prototypeAny,
  type RawBlock,
  type RawDeletion,
  type RawStruct,
  rawUpdate,
  skip,
  text,
} from '../testing/hostile.ts';
import { decodeStored, decodeVector } from './decode.ts';
import { Known } from './known.ts';
import { vet } from './vet.ts';

/** What a document of client 5 with the text "hello" has. */
function hello(): Known {
  const known = new Known();
  known.add(decodeStored(Y.encodeStateAsUpdate(documentWith('hello', 5))));
  return known;
}

const one = (struct: RawStruct) => rawUpdate([{ client: 7, clock: 0, structs: [struct] }]);

const kindOf = (blocks: RawBlock[], deletions: RawDeletion[] = []) =>
  vet(rawUpdate(blocks, deletions), hello()).kind;

describe('what Yjs would not write is invalid', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.from({ length: 200 }, (_, i) => (i * 73) % 256)],
    ['a truncated update', Y.encodeStateAsUpdate(documentWith('hello', 7)).slice(0, -2)],
    ['something behind the end', Uint8Array.of(...Y.encodeStateAsUpdate(documentWith('hello', 7)), 0)],
    ['ascending clients', rawUpdate([7, 8].map((client) => ({ client, clock: 0, structs: [text('a')] })))],
    ['a client twice', rawUpdate([8, 8].map((client) => ({ client, clock: 0, structs: [text('a')] })))],
    ['an empty text', rawUpdate([{ client: 7, clock: 0, structs: [text('')] }])],
    ['an empty deletion', rawUpdate([], [{ client: 5, ranges: [{ clock: 0, length: 0 }] }])],
    ['a run beyond the safe integers', rawUpdate([{ client: 7, clock: 0, structs: [collected(2 ** 53)] }])],
    ['a nested document', rawUpdate([{ client: 7, clock: 0, structs: [nestedDocument()] }])],
    ['a value as it was written before version 13', one(legacyJson())],
    ['an embedded value nested without end', one(deepEmbed(5_000))],
    ['an embedded value nested too deep', one(deepEmbed(MAX_NESTING + 1))],
    ['an attribute nested too deep', one(deepFormat(MAX_NESTING + 1))],
    ['a value nested too deep', one(deepAny(MAX_NESTING + 1))],
    ['a value nested without end', one(deepAny(100_000))],
    ['a value that sets a prototype', one(prototypeAny())],
    ['too many bytes', new Uint8Array(MAX_SYNC_BYTES + 1)],
  ])('ROOM-30 %s', (_what, update) => {
    expect(vet(update, hello())).toEqual({ kind: 'invalid' });
  });

  test.each([deepEmbed, deepFormat, deepAny])(
    'ROOM-30 values nested up to the limit are taken: %o',
    (deep) => {
      expect(vet(one(deep(MAX_NESTING)), hello()).kind).toBe('new');
    },
  );

  test('ROOM-31, ATT-7 an update of 20,000 client ids, within 100 ms', () => {
    const blocks = Array.from({ length: 20_000 }, (_, i) => ({
      client: 30_000 - i,
      clock: 0,
      structs: [text('a')],
    }));
    const update = rawUpdate(blocks);
    expect(vet(update, hello()).kind).toBe('invalid');
    expect(quickest(() => vet(update, hello()))).toBeLessThan(100);
    expect(vet(rawUpdate(blocks.slice(0, MAX_UPDATE_CLIENTS)), hello()).kind).toBe('new');
  });

  test('ROOM-32, ATT-6 an update in encoding V2 is never decoded as one, and takes no time', () => {
    const bomb = Uint8Array.from([
      0, 0, 6, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1, 0,
    ]);
    const honest = Y.encodeStateAsUpdateV2(documentWith('hello there', 7));
    for (const update of [bomb, honest]) {
      expect(['invalid', 'unknown']).toContain(vet(update, hello()).kind);
      expect(quickest(() => vet(update, hello()))).toBeLessThan(50);
    }
  });
});

describe('what builds on something that is not there is unknown', () => {
  const origin = { client: 6, clock: 0 };
  test.each<[string, RawBlock[], RawDeletion[]]>([
    [
      'a gap before the first struct',
      [{ client: 5, clock: 6, structs: [text('x', { origin: { client: 5, clock: 4 } })] }],
      [],
    ],
    ['a gap between structs', [{ client: 7, clock: 0, structs: [text('x'), skip(2), text('y')] }], []],
    ['an unknown origin', [{ client: 7, clock: 0, structs: [text('x', { origin })] }], []],
    ['an unknown right origin', [{ client: 7, clock: 0, structs: [text('x', { rightOrigin: origin })] }], []],
    ['an unknown parent', [{ client: 7, clock: 0, structs: [childOf(origin)] }], []],
    [
      'an origin beyond what is known',
      [{ client: 7, clock: 0, structs: [text('x', { origin: { client: 5, clock: 5 } })] }],
      [],
    ],
    [
      'itself as the origin',
      [{ client: 7, clock: 0, structs: [text('x', { origin: { client: 7, clock: 0 } })] }],
      [],
    ],
    [
      'its own future',
      [{ client: 7, clock: 0, structs: [text('x', { origin: { client: 7, clock: 1 } }), text('y')] }],
      [],
    ],
    [
      'a ring',
      [
        { client: 8, clock: 0, structs: [text('x', { origin: { client: 7, clock: 0 } })] },
        { client: 7, clock: 0, structs: [text('y', { origin: { client: 8, clock: 0 } })] },
      ],
      [],
    ],
    ['a deletion of what is not there', [], [{ client: 6, ranges: [{ clock: 0, length: 1 }] }]],
    ['a deletion beyond what is there', [], [{ client: 5, ranges: [{ clock: 3, length: 3 }] }]],
  ])('ROOM-33, ATT-5 %s', (_what, blocks, deletions) => {
    expect(kindOf(blocks, deletions)).toBe('unknown');
  });

  test('ROOM-33 clients of one update may build on each other, back and forth', () => {
    const kind = kindOf([
      { client: 8, clock: 0, structs: [text('x', { origin: { client: 7, clock: 0 } })] },
      {
        client: 7,
        clock: 0,
        structs: [
          text('y', { origin: { client: 5, clock: 4 } }),
          text('z', { origin: { client: 8, clock: 0 } }),
        ],
      },
    ]);
    expect(kind).toBe('new');
  });
});

describe('what is contained', () => {
  test('ROOM-34 is told from what is not, and an update that is all new keeps its bytes', () => {
    const update = Y.encodeStateAsUpdate(documentWith('hello', 5));
    expect(vet(update, hello()).kind).toBe('contained');
    const verdict = vet(update, new Known());
    expect(verdict.kind === 'new' && [...verdict.update]).toEqual([...update]);
  });

  test('ROOM-35 random histories, sent in overlapping pieces: the rests are disjoint and add up', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const docs = [1, 2, 3].map((n) => {
        const doc = new Y.Doc();
        doc.clientID = Math.floor(random() * 2 ** 32);
        doc.getText('content').insert(0, String(n));
        return doc;
      });
      const pieces: Uint8Array[] = [];
      for (let step = 0; step < 40; step++) {
        const [one, other] = [docs[Math.floor(random() * 3)], docs[Math.floor(random() * 3)]];
        if (!one || !other) continue;
        const content = one.getText('content');
        if (random() < 0.3 && content.length > 2)
          content.delete(Math.floor(random() * (content.length - 1)), 2);
        else content.insert(Math.floor(random() * content.length), `${step} `);
        if (random() < 0.5) Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
        pieces.push(Y.encodeStateAsUpdate(one, random() < 0.5 ? undefined : Y.encodeStateVector(other)));
      }
      const known = new Known();
      const replica = new Y.Doc();
      for (const piece of pieces) {
        const verdict = vet(piece, known);
        if (verdict.kind !== 'new') continue;
        for (const [client, run] of verdict.content.structs) {
          expect(
            run.every((struct) => struct.id.clock + struct.length > known.clockOf(client)),
            `seed ${seed}`,
          ).toBe(true);
        }
        for (const { id } of Y.decodeUpdate(verdict.update).structs) {
          expect(id.clock, `seed ${seed}`).toBeGreaterThanOrEqual(known.clockOf(id.client));
        }
        Y.applyUpdate(replica, verdict.update);
        known.add(verdict.content);
        expect(vet(piece, known).kind, `seed ${seed}`).toBe('contained');
        expect(replica.store.pendingStructs, `seed ${seed}`).toBeNull();
        expect(replica.store.pendingDs, `seed ${seed}`).toBeNull();
        expect(decodeVector(known.vector), `seed ${seed}`).toEqual(
          decodeVector(Y.encodeStateVector(replica)),
        );
      }
    }
  });
});

describe('deletions', () => {
  /** A document of one long text, and an update that deletes every other letter of the first of it, backwards. */
  function holes(count: number): { known: Known; update: Uint8Array } {
    const known = new Known();
    known.add(decodeStored(Y.encodeStateAsUpdate(documentWith('x'.repeat(2 * count), 5))));
    const ranges = Array.from({ length: count }, (_, i) => ({ clock: 2 * (count - 1 - i), length: 1 }));
    return { known, update: rawUpdate([], [{ client: 5, ranges }]) };
  }

  function take({ known, update }: { known: Known; update: Uint8Array }): void {
    const verdict = vet(update, known);
    if (verdict.kind !== 'new') throw new Error(`The update is ${verdict.kind}.`);
    known.add(verdict.content);
    if (vet(update, known).kind !== 'contained') throw new Error('The deletions are not known.');
  }

  test('ROOM-62 are taken in time that does not grow with their square', () => {
    const [short = 0, long = 0] = [20_000, 160_000].map((count) =>
      Math.min(...[1, 2, 3].map(() => cpuTimeOf(take, holes(count)))),
    );
    // Eight times as many; their square is 64 times.
    expect(long).toBeLessThan(32 * Math.max(short, 5));
  });

  test('ROOM-30 more than the limit are invalid', () => {
    const { known, update } = holes(MAX_DELETIONS + 1);
    expect(vet(update, known)).toEqual({ kind: 'invalid' });
  });
});

describe('state vectors', () => {
  test.each([
    ['nothing', []],
    ['a truncated vector', [2, 1, 1]],
    ['too many clients', [255, 255, 255, 127]],
    ['something behind the end', [0, 0]],
  ])('ROOM-36 %s is malformed, not an exception', (_what, bytes) => {
    expect(decodeVector(Uint8Array.from(bytes))).toBeNull();
  });
});

/** Milliseconds of this process, whatever else the machine does. */
function cpuTimeOf<T>(run: (given: T) => void, given: T): number {
  const began = process.cpuUsage();
  run(given);
  return process.cpuUsage(began).user / 1_000;
}

/** Milliseconds of the quickest of some runs: what else the machine does is not what is measured. */
function quickest(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  return Math.min(...times);
}
