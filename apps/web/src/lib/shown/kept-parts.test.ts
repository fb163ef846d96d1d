import { expect, test } from 'vitest';
import { inTurn, keptParts } from './kept-parts.ts';

test('EMBED-4 three documents are read at once for whatever pages show them, and each once', async () => {
  const count = { now: 0, most: 0, all: 0 };
  const make = async () => {
    count.now += 1;
    count.all += 1;
    count.most = Math.max(count.most, count.now);
    await new Promise((resolve) => setImmediate(resolve));
    count.now -= 1;
    return { seq: 1, parts: new Map([[null, { html: 'words', isWhole: true }]]) };
  };
  const read = () =>
    Promise.all(Array.from({ length: 20 }, (_, n) => keptParts(`document ${n}`, { seq: 1, make })));
  const [one] = await Promise.all([read(), read(), read()]);
  expect(count).toEqual({ now: 0, most: 3, all: 20 });
  expect(one[19]?.get(null)?.html).toBe('words');
});

test('EMBED-4 who works here waits for nobody of the public', async () => {
  let end = () => {};
  const isOver = new Promise<void>((resolve) => {
    end = resolve;
  });
  const waiting = Array.from({ length: 10 }, () => inTurn('public', () => isOver));
  expect(await inTurn('people', async () => 'read')).toBe('read');
  end();
  await Promise.all(waiting);
});
