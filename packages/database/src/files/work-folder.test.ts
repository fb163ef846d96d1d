import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { workFolder } from './files-folder.ts';
import { clearWorkFolder } from './work-folder.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plenum-work-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('TRANSFER-16 what a process has left that was killed goes, also the folder of a page that was printed', async () => {
  await clearWorkFolder(dataDir);
  const work = workFolder(dataDir);
  const [old, young, picture] = ['print-old', 'print-young', 'picture'].map((name) => path.join(work, name));
  if (!old || !young || !picture) throw new Error('no names');
  for (const folder of [old, young]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'page.html'), 'text');
  }
  writeFileSync(picture, 'bytes');
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
  utimesSync(old, hours(5), hours(5));
  utimesSync(young, hours(3), hours(3));
  utimesSync(picture, hours(2), hours(2));
  await clearWorkFolder(dataDir);
  expect([old, young, picture].map((place) => existsSync(place))).toEqual([false, true, false]);
});
