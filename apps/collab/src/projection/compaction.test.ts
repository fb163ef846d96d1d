import type { Log } from '@plenum/database/log/log';
import { MemoryLog } from '@plenum/database/log/memory-log';
import { mergeAll } from '@plenum/database/log/update-buffer';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compact } from './compaction.ts';

const author = { kind: 'system', id: null } as const;

let log: MemoryLog;
beforeEach(() => {
  log = new MemoryLog();
  log.create('d');
});

const append = (updates: Uint8Array[]) =>
  log.append(updates.map((update) => ({ documentId: 'd', author, update })));

function textOf(updates: Uint8Array[]): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, mergeAll(updates));
  return doc.getText('content').toString();
}

test('COLLAB-39 a snapshot stands for the rows read, whatever is appended meanwhile', async () => {
  const doc = new Y.Doc({ gc: false });
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  const content = doc.getText('content');
  content.insert(0, 'confidential');
  content.delete(0, 12);
  content.insert(0, 'public');
  await append(updates.splice(0));
  const busy: Pick<Log, 'open' | 'writeSnapshot'> = {
    open: (id) => log.open(id),
    async writeSnapshot(id, snapshot) {
      content.insert(6, '!');
      await append(updates);
      await log.writeSnapshot(id, snapshot);
    },
  };
  expect(await compact(busy, 'd')).toEqual({ kind: 'written' });
  const opening = await log.open('d');
  expect(opening).toMatchObject({ seq: 4, snapshot: { seq: 3 } });
  const [state, tail] = [opening?.snapshot?.state, opening?.tail.map(({ update }) => update)];
  expect(textOf([state ?? new Uint8Array()])).toBe('public');
  expect(textOf([state ?? new Uint8Array(), ...(tail ?? [])])).toBe('public!');
  expect(await compact(log, 'd')).toEqual({ kind: 'written' });
  expect(await compact(log, 'd')).toEqual({ kind: 'current' });
  expect(await compact(log, 'gone')).toEqual({ kind: 'gone' });
});

test('COLLAB-40 where a state cannot be made no snapshot is written', async () => {
  await append([Uint8Array.of(9, 9, 9)]);
  expect(await compact(log, 'd')).toMatchObject({ kind: 'failed' });
  expect(await log.open('d')).toMatchObject({ snapshot: null, seq: 1 });
});
