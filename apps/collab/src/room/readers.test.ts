import { mergeAll } from '@plenum/database/log/update-buffer';
import { addTasks, changeTask, removeTasks } from '@plenum/editor/tasks/edit-tasks';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { CLOSE } from '@plenum/protocol/close-codes';
import { encodeMessage } from '@plenum/protocol/messages';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { collect, collectForReaders } from '../projection/collect.ts';
import { settled } from '../testing/fakes.ts';
import { documentWith } from '../testing/hostile.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';

let kit: RoomKit;
beforeEach(() => {
  kit = new RoomKit();
});

describe('who may only read', () => {
  const attempts: Record<string, (reader: Replica, all: Uint8Array) => Uint8Array> = {
    'an update': (reader) => encodeMessage({ type: 'update', update: insertion(reader, 'evil') }),
    'a step 2': (reader) => encodeMessage({ type: 'step2', update: insertion(reader, 'evil') }),
    'a deletion alone': (reader) => {
      const before = Y.encodeStateVector(reader.doc);
      reader.doc.getText('content').delete(0, 3);
      return encodeMessage({ type: 'update', update: Y.encodeStateAsUpdate(reader.doc, before) });
    },
    'everything and something new': (reader, all) =>
      encodeMessage({ type: 'step2', update: Y.mergeUpdates([all, insertion(reader, 'evil')]) }),
  };

  test.each(Object.entries(attempts))(
    'ROOM-10, ATT-1 a reader cannot write by %s',
    async (_what, attempt) => {
      const room = await kit.open();
      const anna = new Replica().join(room);
      anna.type('hello');
      await kit.journal.commit();
      const reader = new Replica({ access: 'read' }).join(room);
      const message = attempt(reader, Y.encodeStateAsUpdate(anna.doc));
      const before = reader.acknowledged;
      if (reader.connection) room.receive(reader.connection, message);
      anna.hear();
      reader.hear();
      expect(anna.text).toBe('hello');
      expect(kit.journal.waiting).toBe(0);
      expect(reader.acknowledged).toBe(before);
      expect(new Replica().join(room).text).toBe('hello');
    },
  );

  test('ROOM-10, ATT-1 two messages in one are a violation', async () => {
    const room = await kit.open();
    const reader = new Replica({ access: 'read' }).join(room);
    const step1 = encodeMessage({ type: 'step1', vector: Uint8Array.of(0) });
    const update = encodeMessage({ type: 'update', update: insertion(reader, 'evil') });
    if (reader.connection) room.receive(reader.connection, Uint8Array.of(...step1, ...update));
    expect(reader.socket.closed).toBe(CLOSE.protocol);
    expect(kit.journal.waiting).toBe(0);
  });

  test('ROOM-11 a reader’s step 2 without anything is acknowledged', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    anna.type('hello');
    await kit.journal.commit();
    const reader = new Replica({ access: 'read' }).join(room);
    reader.send({ type: 'step2', update: Uint8Array.of(0, 0) });
    reader.hear();
    expect(reader.acknowledged).toBe(1);
  });

  test('ROOM-61 a reader is asked for nothing, and what it sends is left out without being looked at', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    anna.type('hello');
    anna.doc.getText('content').delete(0, 1);
    await kit.journal.commit();
    const reader = new Replica({ access: 'read' }).join(room);
    expect(reader.heard.map(({ type }) => type)).not.toContain('step1');
    reader.send({ type: 'update', update: Uint8Array.of(9, 9, 9) });
    reader.send({ type: 'step2', update: Y.encodeStateAsUpdate(reader.doc) });
    reader.hear();
    expect([reader.socket.closed, reader.acknowledged]).toEqual([null, 0]);
  });

  test('ROOM-12 losing the right to write is told, and from then on nothing is taken', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    if (anna.connection) room.setAccess(anna.connection, 'read');
    anna.type('too late');
    anna.hear();
    expect(kit.journal.waiting).toBe(0);
    expect(anna.heard.filter(({ type }) => type === 'access')).toEqual([
      { type: 'access', access: 'write' },
      { type: 'access', access: 'read' },
    ]);
    await kit.journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(1);
  });

  test('ROOM-13 gaining it again brings what was left out', async () => {
    const room = await kit.open();
    const anna = new Replica().join(room);
    if (anna.connection) room.setAccess(anna.connection, 'read');
    anna.type('kept');
    if (anna.connection) room.setAccess(anna.connection, 'write');
    anna.hear();
    await kit.journal.commit();
    anna.hear();
    expect(anna.acknowledged).toBe(anna.frames);
    expect(await kit.storedText()).toBe('kept');
  });

  test('ROOM-14 after the database was away access is decided again before anything is acknowledged', async () => {
    const decided: (() => void)[] = [];
    kit.reauthorise = () => new Promise((resolve) => decided.push(resolve));
    const room = await kit.open();
    const anna = new Replica().join(room);
    anna.type('hello');
    await kit.journal.commit({ delayed: true });
    anna.hear();
    expect(decided).toHaveLength(1);
    expect(anna.acknowledged).toBe(1);
    for (const decide of decided) decide();
    await settled();
    anna.hear();
    expect(anna.acknowledged).toBe(2);
  });
});

describe('who reads by a link', () => {
  const reader = { access: 'read', isLinkReader: true, author: { kind: 'guest', id: 'link' } } as const;

  test('ROOM-15, ATT-26 gets the collected state, and edits from then on', async () => {
    kit.ports.collect = async () => {
      const doc = new Y.Doc();
      doc.getText('content').insert(0, 'collected');
      return Y.encodeStateAsUpdate(doc);
    };
    const room = await kit.open();
    const anna = new Replica().join(room);
    anna.type('secret');
    const guest = new Replica(reader).join(room);
    await settled();
    guest.hear();
    expect(guest.text).toBe('collected');
    expect(guest.heard.map(({ type }) => type)).toEqual(['epoch', 'access', 'step2']);
    anna.type(' more');
    guest.hear();
    expect(guest.heard.at(-1)?.type).toBe('update');
  });

  test('ROOM-64, ATT-26 gets what other processes wrote as a collected state, without what was deleted again', async () => {
    kit.ports.collect = async (updates) => collect(updates).state;
    const room = await kit.open();
    const anna = new Replica().join(room);
    anna.type('here ');
    const guest = new Replica(reader).join(room);
    await settled();
    guest.hear();
    const elsewhere = new Y.Doc({ gc: false });
    elsewhere.on('update', (update: Uint8Array) => {
      void kit.log.append([{ documentId, author: { kind: 'system', id: null }, update }]);
    });
    elsewhere.getText('content').insert(0, 'confidential');
    elsewhere.getText('content').delete(0, 12);
    elsewhere.getText('content').insert(0, 'public');
    kit.rooms.hear({ type: 'rows', documentId, seq: 3 });
    await settled();
    anna.type('and on');
    await settled();
    kit.clock.advance(100);
    const bytes = Buffer.concat(guest.socket.sent).toString('latin1');
    guest.hear();
    anna.hear();
    expect(bytes).toContain('public');
    expect(bytes).not.toContain('confidential');
    expect(guest.text).toBe(anna.text);
    expect(guest.doc.store.pendingStructs).toBeNull();
  });

  test('ROOM-64 one collection serves all that other processes wrote meanwhile', async () => {
    const done: (() => void)[] = [];
    kit.ports.collect = (updates) => new Promise((resolve) => done.push(() => resolve(mergeAll(updates))));
    const room = await kit.open();
    const guest = new Replica(reader).join(room);
    const elsewhere = new Y.Doc();
    const updates: Uint8Array[] = [];
    elsewhere.on('update', (update: Uint8Array) => updates.push(update));
    for (const letter of 'abcde') elsewhere.getText('content').insert(0, letter);
    for (const [i, update] of updates.entries()) {
      await kit.log.append([{ documentId, author: { kind: 'system', id: null }, update }]);
      kit.rooms.hear({ type: 'rows', documentId, seq: i + 1 });
      await settled();
    }
    for (let i = 0; i < done.length; i++) {
      done[i]?.();
      await settled();
    }
    guest.hear();
    expect(done).toHaveLength(2);
    expect(guest.text).toBe('edcba');
    expect(guest.heard.filter(({ type }) => type === 'step2').length).toBeLessThanOrEqual(3);
  });

  test('ROOM-16 neither sees who is there nor is seen', async () => {
    const room = await kit.open();
    const [anna, guest] = [new Replica().join(room), new Replica(reader).join(room)];
    anna.show({ place: 1 });
    guest.show({ place: 2 });
    guest.send({ type: 'queryAwareness' });
    kit.clock.advance(100);
    anna.hear();
    guest.hear();
    expect(guest.present.size).toBe(0);
    expect([...anna.present.keys()]).toEqual([anna.doc.clientID]);
  });

  test('TASK-670, ATT-26 is told of a task that comes back by undo or redo what it was last, and not as what it began', async () => {
    kit.ports.collect = async (updates) => collectForReaders(updates).state;
    const room = await kit.open();
    const anna = new Replica().join(room);
    const undoing = new Y.UndoManager(anna.doc, { trackedOrigins: new Set(['anna']), captureTimeout: 0 });
    const [rice = ''] = anna.doc.transact(
      () => addTasks(anna.doc, [{ title: 'Former title', position: 'a0', labels: ['former'] }]),
      'anna',
    );
    changeTask(anna.doc, rice, { title: 'Rice', labels: ['new'] });
    const guest = new Replica(reader).join(room);
    await settled();
    for (const step of [
      () => anna.doc.transact(() => removeTasks(anna.doc, [rice]), 'anna'),
      () => undoing.undo(),
      () => undoing.undo(),
      () => undoing.redo(),
    ]) {
      step();
      kit.clock.advance(100);
      await settled();
      kit.clock.advance(100);
    }
    const bytes = Buffer.concat(guest.socket.sent).toString('latin1');
    guest.hear();
    expect(readTaskList(guest.doc).tasks.map(({ title }) => title)).toEqual(['Rice']);
    expect(readTaskList(guest.doc)).toEqual(readTaskList(anna.doc));
    expect(bytes).not.toMatch(/former/i);
  });

  test('ROOM-17 is told to try again when collecting fails', async () => {
    kit.ports.collect = () => Promise.reject(new Error('busy'));
    const guest = new Replica(reader).join(await kit.open());
    await settled();
    expect(guest.socket.closed).toBe(CLOSE.tryAgain);
  });

  test.each(['an answer', 'what other processes wrote'])(
    'ROOM-73 %s that cannot be made of a collected state ends their connections, and not the process',
    async (what) => {
      const rejections: unknown[] = [];
      const note = (error: unknown) => rejections.push(error);
      process.on('unhandledRejection', note);
      const room = await kit.open();
      const anna = new Replica().join(room);
      const guest = new Replica(reader).join(room);
      await settled();
      anna.type('hello');
      guest.hear();
      kit.ports.collect = async () => Uint8Array.of(9, 9, 9);
      if (what === 'an answer') {
        guest.send({ type: 'step1', vector: Y.encodeStateVector(guest.doc) });
      } else {
        const update = Y.encodeStateAsUpdate(documentWith('elsewhere', 5));
        await kit.log.append([{ documentId, author: { kind: 'system', id: null }, update }]);
        kit.rooms.hear({ type: 'rows', documentId, seq: 1 });
      }
      await settled();
      await settled();
      process.off('unhandledRejection', note);
      expect(rejections).toEqual([]);
      expect([guest.socket.closed, anna.socket.closed]).toEqual([CLOSE.tryAgain, null]);
    },
  );

  test('ROOM-18 those who come while one state is collected share the next', async () => {
    let collections = 0;
    const done: (() => void)[] = [];
    kit.ports.collect = (updates) => {
      collections += 1;
      return new Promise((resolve) => done.push(() => resolve(mergeAll(updates))));
    };
    const room = await kit.open();
    const anna = new Replica().join(room);
    const guests: Replica[] = [];
    for (const letter of 'abcd') {
      anna.type(letter);
      guests.push(new Replica(reader).join(room));
      await settled();
    }
    for (let i = 0; i < done.length; i++) {
      done[i]?.();
      await settled();
    }
    for (const guest of guests) guest.hear();
    expect(collections).toBe(2);
    expect(guests.map(({ text }) => text)).toEqual(['abcd', 'abcd', 'abcd', 'abcd']);
  });
});

function insertion(by: Replica, text: string): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(by.doc));
  const before = Y.encodeStateVector(doc);
  doc.getText('content').insert(0, text);
  return Y.encodeStateAsUpdate(doc, before);
}
