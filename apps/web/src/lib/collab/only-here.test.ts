import { expect, test } from 'vitest';
import { hold, letGo, markTaken, readHeld } from './only-here.ts';
import { aServerForEachTest } from './testing/fake-server.ts';

const { page } = aServerForEachTest();

test('EDIT-30 what is only in this tab is held until the person has decided, and leaving warns until it is taken along', () => {
  const copy = { edits: 1, why: 'otherEpoch', title: 'Minutes', workspaceId: 'w' } as const;
  hold({ ...copy, update: new Uint8Array([0, 0]) });
  hold({ ...copy, update: new Uint8Array([0, 0]) });
  const [first, second] = readHeld();
  if (!first || !second) throw new Error('Nothing is held.');
  letGo(first);
  expect(readHeld()).toEqual([second]);
  expect(page().triesToLeave()).toBe(true);
  markTaken(second);
  expect(page().triesToLeave()).toBe(false);
  letGo(second);
  expect(readHeld()).toEqual([]);
});
