import { expect, test } from 'vitest';
import { settled } from '../testing/fakes.ts';
import { Gatherers } from './gatherers.ts';

test('TASK-52 lists are told of one document after the other, and of one that is ticked meanwhile once more', async () => {
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  const gatherers = new Gatherers((documentId) => {
    told.push(documentId);
    return new Promise((resolve) => waiting.push(resolve));
  });
  gatherers.tell('a');
  for (let i = 0; i < 9; i += 1) gatherers.tell('a');
  gatherers.tell('b');
  expect(told).toEqual(['a']);
  while (waiting.length > 0) {
    waiting.shift()?.();
    await settled();
  }
  expect(told).toEqual(['a', 'a', 'b']);
  gatherers.tell('b');
  expect(told).toEqual(['a', 'a', 'b', 'b']);
});
