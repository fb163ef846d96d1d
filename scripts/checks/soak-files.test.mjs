import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { soakFiles } from './soak-files.mjs';
import { readSources, toSource } from './sources.mjs';

test('TEST-7 a long run has every file that shortens a test otherwise', () => {
  const file = (path, text) => toSource(path, text);
  expect(
    soakFiles([
      file('apps/collab/src/room/a.test.ts', `import { soak } from '../testing/soak.ts';`),
      file('apps/collab/src/transport/b.test.ts', `import { seeded } from '../testing/fakes.ts';`),
      file('apps/collab/src/testing/kit.ts', `import { soak } from './soak.ts';`),
    ]),
  ).toEqual(['apps/collab/src/room/a.test.ts']);
  const found = soakFiles(readSources(resolve(import.meta.dirname, '../..')));
  for (const name of ['transport/faults', 'transport/hostile', 'room/convergence'])
    expect(found).toContain(`apps/collab/src/${name}.test.ts`);
});
