import os from 'node:os';
import { expect, test, vi } from 'vitest';
import { assertRoom } from './room.ts';

const free = vi.hoisted(() => ({ bytes: 0 }));
vi.mock('../embedded/folders.ts', () => ({ freeBytes: () => free.bytes }));

test('TRANSFER-15 where less than 1 GB of the disk is free nothing is made', () => {
  const place = { dataDir: os.tmpdir() };
  free.bytes = 999_999_999;
  expect(() => assertRoom(place)).toThrow(/too little room/);
  free.bytes = 2 ** 30;
  expect(() => assertRoom(place)).not.toThrow();
});
