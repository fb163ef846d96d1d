import { pbkdf2 } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../testing/backup-kit.ts';
import { writeArchive } from './archive-writer.ts';

let place: ReturnType<typeof makeFolder>;
beforeEach(() => {
  place = makeFolder();
});
afterEach(() => place.remove());

test('BACKUP-5 an archive that is stopped while its file is still being opened leaves none', async () => {
  for (let i = 0; i < 50; i += 1) {
    for (let j = 0; j < 4; j += 1) pbkdf2('busy', 'threads', 500 * (j + 1), 32, 'sha256', () => {});
    const stop = new AbortController();
    const target = { file: path.join(place.folder, `${i}.plenum`), signal: stop.signal };
    const stopped = writeArchive(target, () => {
      stop.abort();
      return new Promise(() => {});
    });
    await expect(stopped).rejects.toThrow(/abort/);
  }
  expect(readdirSync(place.folder)).toEqual([]);
});
