import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loneFiles } from './lone-files.mjs';
import { readSources, toSource } from './sources.mjs';

test('TEST-8 what replaces modules or measures memory has a process of its own', () => {
  const replaced = 'vi.' + `mock('yjs', () => ({}));`;
  expect(
    loneFiles([
      toSource('packages/a/src/b.test.ts', replaced),
      toSource('packages/a/src/testing/kit.ts', replaced),
      toSource('packages/a/src/testing/more.ts', `import { kit } from './kit.ts';`),
      toSource('packages/a/src/c.test.ts', `import { more } from './testing/more.ts';`),
      toSource('apps/d/src/e.test.ts', `import { more } from '@plenum/a/testing/more';`),
      toSource('packages/a/src/f.test.ts', 'process.memory' + 'Usage();'),
      toSource('packages/a/src/g.test.ts', `import { b } from './b-kit.ts';\n// ${replaced}`),
    ]),
  ).toEqual([
    'packages/a/src/b.test.ts',
    'packages/a/src/c.test.ts',
    'apps/d/src/e.test.ts',
    'packages/a/src/f.test.ts',
  ]);
  const found = loneFiles(readSources(resolve(import.meta.dirname, '../..')));
  for (const name of ['apps/web/src/app/policy', 'packages/database/src/log/update-buffer'])
    expect(found).toContain(`${name}.test.ts`);
  expect(found).not.toContain('packages/database/src/accounts/sessions.test.ts');
});
