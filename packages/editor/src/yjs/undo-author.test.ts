import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type AuthoredUpdate, undoAuthor } from './undo-author.ts';

/** Two who write in one text, each row of which is kept with its author. */
let host: Y.Doc;
let guest: Y.Doc;
let rows: AuthoredUpdate[];

beforeEach(() => {
  rows = [];
  [host, guest] = [new Y.Doc(), new Y.Doc()];
  for (const [doc, other] of [
    [host, guest],
    [guest, host],
  ] as const) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'other') return;
      rows.push({ update, isTheirs: doc === guest });
      Y.applyUpdate(other, update, 'other');
    });
  }
});

const text = (doc: Y.Doc) => doc.getText('content');

async function* stored(): AsyncGenerator<AuthoredUpdate> {
  yield* rows;
}

/** What everybody has after the guest's edits were undone. */
async function afterUndo(): Promise<string> {
  const update = await undoAuthor(stored());
  if (update) for (const doc of [host, guest]) Y.applyUpdate(doc, update, 'other');
  expect(text(guest).toString()).toBe(text(host).toString());
  return text(host).toString();
}

test('UNDO-1 what a guest wrote is gone, what they deleted is back, and what others wrote stays', async () => {
  text(host).insert(0, 'We meet on Monday.');
  text(guest).insert(18, ' Rubbish.');
  text(host).insert(27, ' Bring tea.');
  text(guest).delete(0, 8);
  text(host).insert(text(host).length, ' And cake.');
  text(guest).insert(0, 'More rubbish. ');
  expect(await afterUndo()).toBe('We meet on Monday. Bring tea. And cake.');
});

test('UNDO-1 what others wrote into a guest’s words stays, too', async () => {
  text(host).insert(0, 'Start. ');
  text(guest).insert(7, 'Guest words.');
  text(host).insert(13, 'mine ');
  expect(await afterUndo()).toBe('Start. mine ');
});

test('UNDO-1 in every part of the document, as in a list of tasks', async () => {
  const tasks = host.getMap<string>('tasks');
  tasks.set('a', 'Bring tea');
  guest.getMap<string>('tasks').set('a', 'Nothing');
  guest.getMap<string>('tasks').set('b', 'Rubbish');
  await afterUndo();
  expect(host.getMap('tasks').toJSON()).toEqual({ a: 'Bring tea' });
});

test('UNDO-1 undone twice, or where a guest wrote nothing, there is nothing to take back', async () => {
  text(host).insert(0, 'Alone.');
  expect(await undoAuthor(stored())).toBeNull();
});

test('UNDO-2 whose text was garbage-collected meanwhile ends with the same', async () => {
  text(host).insert(0, 'Keep this. ');
  text(guest).delete(0, 5);
  text(guest).insert(0, 'Lose ');
  const collected = new Y.Doc();
  Y.applyUpdate(collected, Y.encodeStateAsUpdate(host));
  const update = await undoAuthor(stored());
  for (const doc of [collected, host]) Y.applyUpdate(doc, update ?? new Uint8Array(), 'other');
  expect(text(collected).toString()).toBe('Keep this. ');
  expect(text(host).toString()).toBe('Keep this. ');
});
