import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'plenum-biome-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rule that must refuse it, path, source. */
const refused = [
  ['suspicious/noExplicitAny', 'packages/a/src/any.ts', 'export const a: any = 1;'],
  ['style/noNonNullAssertion', 'packages/a/src/sure.ts', 'export const a = (b?: string) => b!.length;'],
  ['style/noDefaultExport', 'packages/a/src/whole.ts', 'export default 1;'],
  ['style/noDefaultExport', 'apps/web/src/lib/page.tsx', 'export default () => null;'],
  ['nursery/noFloatingPromises', 'packages/a/src/late.ts', 'const a = async () => 1;\na();'],
  ['performance/noBarrelFile', 'packages/a/src/all.ts', `export { a } from './late.ts';`],
  ['suspicious/noImportCycles', 'packages/a/src/hen.ts', `import './egg.ts';`],
  ['suspicious/noImportCycles', 'packages/a/src/egg.ts', `import './hen.ts';`],
  ['correctness/noUndeclaredDependencies', 'packages/a/src/more.ts', `import 'left-pad';`],
  ['suspicious/noFocusedTests', 'packages/a/src/one.test.ts', `fit('one', () => {});`],
  ['suspicious/noSkippedTests', 'packages/a/src/no.test.ts', `describe.skip('none', () => {});`],
  [
    'suspicious/noPlaywrightWaitForTimeout',
    'e2e/specs/a.spec.ts',
    `import { test } from '@playwright/test';\ntest('A', async ({ page }) => {\n  await page.waitForTimeout(9);\n});`,
  ],
];
const accepted = [
  ['apps/web/src/app/w/page.tsx', 'export default function Page() {\n  return null;\n}'],
  ['apps/web/next.config.ts', 'export default {};'],
  ['packages/a/src/generated/client.ts', 'export default {} as any;'],
  ['packages/a/dist/any.ts', 'export const a: any = 1;'],
];

let found = [];

beforeAll(() => {
  const dependency = JSON.stringify({ name: 'a', dependencies: { '@playwright/test': '1' } });
  const files = [...refused.map(([, path, text]) => [path, text]), ...accepted];
  for (const [path, text] of [
    ['packages/a/package.json', dependency],
    ['e2e/package.json', dependency],
    ...files,
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const name of ['biome.json', '.gitignore']) copyFileSync(join(root, name), join(folder, name));
  const biome = join(root, 'node_modules/.bin/biome');
  const run = spawnSync(biome, ['lint', '--reporter=json', '--max-diagnostics=200'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
  });
  found = JSON.parse(run.stdout).diagnostics.map(({ category, location, severity }) => ({
    rule: category.replace('lint/', ''),
    path: location.path,
    severity,
  }));
});

test('ARCH-15 Biome refuses what the house rules forbid', () => {
  for (const [rule, path] of refused) expect(found).toContainEqual({ rule, path, severity: 'error' });
});

test('ARCH-15 Biome lets Next have its default exports and leaves what is generated alone', () => {
  const paths = accepted.map(([path]) => path);
  expect(found.filter(({ path }) => paths.includes(path))).toEqual([]);
});
