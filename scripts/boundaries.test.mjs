import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'plenum-boundaries-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the workspace's package files without any source. */
beforeAll(() => {
  const groups = ['apps', 'packages'];
  const packages = groups.flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}`),
  );
  const files = ['package.json', 'turbo.json'];
  const copied = [...files, 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.gitignore'];
  for (const path of [
    ...copied,
    ...[...packages, 'e2e'].flatMap((of) => files.map((file) => `${of}/${file}`)),
  ]) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(folder, path));
  }
});

/** What `turbo boundaries` says of that copy when one file of a package holds the given import. */
function boundaries(of, specifier) {
  const source = join(folder, of, 'src/probe.ts');
  mkdirSync(join(folder, of, 'src'), { recursive: true });
  writeFileSync(source, `import '${specifier}';\n`);
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/turbo'), ['boundaries'], {
    cwd: folder,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    encoding: 'utf8',
    timeout: 15_000,
  });
  rmSync(source);
  return { status, output: stdout + stderr };
}

test('ARCH-1 packages import only what they depend on and may depend on', () => {
  expect(boundaries('packages/database', '@plenum/domain/errors')).toMatchObject({ status: 0 });
  for (const [of, specifier] of [
    ['packages/domain', '@plenum/database/access/grant'],
    ['packages/protocol', '@plenum/editor/schema'],
    ['packages/database', '@plenum/protocol/frame'],
    ['apps/web', '@plenum/collab/main'],
    ['apps/web', '../../collab/src/main.ts'],
    ['e2e', '@plenum/domain/errors'],
  ]) {
    const { status, output } = boundaries(of, specifier);
    expect(output).toContain(specifier);
    expect(status).toBe(1);
  }
});
