import { expect, test } from 'vitest';
import { type ZipEntry, ZipNames, zip } from './zip.ts';

test('ACC-31 names in an archive stay in their folder and differ, whatever the titles are', () => {
  const names = new ZipNames();
  const titles = [
    'Minutes',
    'minutes',
    'MINUTES',
    '../../etc/passwd',
    '..',
    '',
    'a\0b:c',
    'CON',
    'x'.repeat(300),
  ];
  expect(titles.map((title) => names.take(title, 'Forest'))).toEqual([
    'Minutes',
    'minutes (2)',
    'MINUTES (3)',
    '-..-etc-passwd',
    'untitled',
    'untitled (2)',
    'ab-c',
    'CON_',
    'x'.repeat(80),
  ]);
  expect(names.take('Minutes', 'Meadow')).toBe('Minutes');
});

test('ACC-31 an archive asks for an entry only when somebody reads on', async () => {
  let asked = 0;
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (; asked < 1_000; ) {
      asked += 1;
      yield { path: `${asked}.md`, content: 'x'.repeat(1_000), changedAt: new Date() };
    }
  }
  const reader = zip(entries()).getReader();
  const first = await reader.read();
  expect(first.done).toBe(false);
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBeLessThan(5);
  await reader.cancel();
});
