import { decodeServerMessage } from '@plenum/protocol/messages';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { collect } from '../projection/collect.ts';
import { seeded } from '../testing/fakes.ts';
import { Content } from './content.ts';
import { decodeStored } from './decode.ts';

/** A document of several authors, and its updates. */
function written({ edits, random }: { edits: number; random: () => number }): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = [1, 2, 3].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    return doc;
  });
  for (const doc of docs) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return;
      updates.push(update);
      for (const other of docs) Y.applyUpdate(other, update, 'others');
    });
  }
  for (let i = 0; i < edits; i++) {
    const text = docs[Math.floor(random() * docs.length)]?.getText('content');
    const at = Math.floor(random() * (text?.length ?? 0));
    if (random() < 0.3 && at > 0) text?.delete(at - 1, 1);
    else text?.insert(at, 'word '.repeat(1 + Math.floor(random() * 40)));
  }
  return updates;
}

const docOf = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};

/** A replica after it was answered. */
function answered(content: Content, doc: Y.Doc): Y.Doc {
  const messages = content.answer(Y.encodeStateVector(doc))?.map(decodeServerMessage) ?? [];
  if (messages.at(-1)?.type !== 'step2') throw new Error('Not an answer.');
  for (const message of messages) {
    if (message?.type !== 'step2' && message?.type !== 'update') throw new Error('Not content.');
    Y.applyUpdate(doc, message.update);
  }
  return doc;
}

/** What the messages of an answer are. */
function kindsOf(answer: Uint8Array[] | null): unknown[] {
  return answer?.map((message) => decodeServerMessage(message)?.type) ?? [];
}

const noContent = () => new Content(() => Promise.reject(new Error('not asked for')));

describe('content', () => {
  test('ROOM-47 what could not be added is not taken for known', () => {
    const content = noContent();
    const nothing = decodeStored(Uint8Array.of(0, 0));
    for (let i = 0; i < 31; i++) content.add(Uint8Array.of(9, 9, 9), nothing);
    const [update = Uint8Array.of()] = written({ edits: 1, random: seeded(7) });
    expect(() => content.add(update, decodeStored(update))).toThrow();
    expect(content.known.clientsWith(nothing)).toBe(0);
  });

  test('ROOM-71 who lacks anything has everything after an answer, whatever was written since the state', () => {
    const updates = written({ edits: 400, random: seeded(7) });
    const content = noContent();
    for (const [i, update] of updates.entries()) {
      content.add(update, decodeStored(update));
      if (i % 7 !== 0) continue;
      const whole = docOf(updates.slice(0, i + 1));
      for (const had of [0, Math.floor(i / 2), i, i + 1]) {
        const doc = answered(content, docOf(updates.slice(0, had)));
        expect(Y.snapshot(doc), `${had} of ${i + 1}`).toEqual(Y.snapshot(whole));
        expect(doc.store.pendingStructs).toBeNull();
        expect(doc.store.pendingDs).toBeNull();
      }
    }
  });

  test('ROOM-71 the same bytes answer all who have nothing, until more is written', () => {
    const content = noContent();
    const [first, second] = written({ edits: 2, random: seeded(8) });
    const nothing = Uint8Array.of(0);
    if (first) content.add(first, decodeStored(first));
    const before = content.answer(nothing);
    expect(content.answer(nothing)?.[0]).toBe(before?.[0]);
    if (second) content.add(second, decodeStored(second));
    expect(content.answer(nothing)).not.toEqual(before);
  });

  test('ROOM-75 a large state is not merged anew for who comes while others write, until they have written much', () => {
    const [rows, later] = [
      written({ edits: 3_000, random: seeded(10) }),
      written({ edits: 4_000, random: seeded(10) }).slice(3_000),
    ];
    const whole = Y.mergeUpdates(rows);
    expect(whole.length).toBeGreaterThan(64 * 1_024);
    const content = noContent();
    content.load({ snapshot: { seq: 3_000, ...collect(rows) }, tail: [] });
    const nothing = Uint8Array.of(0);
    expect(kindsOf(content.answer(nothing))).toEqual(['step2']);
    const kinds: string[] = [];
    let state: Uint8Array | undefined;
    for (const [i, update] of later.entries()) {
      content.add(update, decodeStored(update));
      const answer = content.answer(nothing);
      kinds.push(kindsOf(answer).join(' '));
      // The very bytes of the one before, as long as it is not merged.
      if (i > 0 && answer?.length === 2 && kinds[i - 1] === kinds[i]) expect(answer[0]).toBe(state);
      state = answer?.[0];
      if (i % 100 !== 0) continue;
      const all = docOf([...rows, ...later.slice(0, i + 1)]);
      for (const had of [0, 2_999, 3_000 + i]) {
        const doc = answered(content, docOf([...rows, ...later].slice(0, had)));
        expect(Y.snapshot(doc), `${had} of ${i + 1}`).toEqual(Y.snapshot(all));
        expect(doc.store.pendingStructs).toBeNull();
        expect(doc.store.pendingDs).toBeNull();
      }
    }
    expect(kinds[0]).toBe('update step2');
    const last = docOf([...rows, ...later.slice(0, -1)]);
    const sizes = content.answer(Y.encodeStateVector(last))?.map(({ length }) => length) ?? [];
    expect(Math.max(...sizes), 'who lacks little gets little').toBeLessThan(whole.length / 20);
    const merges = kinds.filter((kind) => kind === 'step2').length;
    expect(merges).toBeGreaterThan(0);
    expect(merges).toBeLessThan(10);
  });

  test('ROOM-72 a snapshot says what it knows: opening decodes only the rows after it, and vets alike', () => {
    const updates = written({ edits: 200, random: seeded(9) });
    const [rows, later] = [updates.slice(0, 150), updates.slice(150)];
    const tail = later.map((update, i) => ({
      seq: 151 + i,
      author: { kind: 'system', id: null } as const,
      at: new Date(0),
      update,
    }));
    const [opened, read] = [noContent(), noContent()];
    opened.load({ snapshot: { seq: 150, ...collect(rows) }, tail });
    for (const update of updates) read.add(update, decodeStored(update));
    expect(Y.decodeStateVector(opened.known.vector)).toEqual(Y.decodeStateVector(read.known.vector));
    expect(opened.known.deletions).toEqual(read.known.deletions);
    expect(Y.snapshot(answered(opened, new Y.Doc()))).toEqual(Y.snapshot(docOf(updates)));
    const damaged = noContent();
    damaged.load({ snapshot: { seq: 150, ...collect(rows), state: Uint8Array.of(9, 9, 9) }, tail: [] });
    expect(Y.decodeStateVector(damaged.known.vector)).toEqual(
      Y.decodeStateVector(Y.encodeStateVector(docOf(rows))),
    );
  });
});
