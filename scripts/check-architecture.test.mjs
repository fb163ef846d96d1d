import { expect, test } from 'vitest';
import { architectureViolations } from './check-architecture.mjs';
import { toSource } from './checks/sources.mjs';

/** The numbers of the rules that a file of this path and text breaks. */
const broken = (path, text) =>
  architectureViolations([toSource(path, text)]).map((line) => line.match(/\((ARCH-\d+): /)?.[1]);

test('ARCH-2 a feature imports itself and the foundation, no leaf', () => {
  expect(broken('packages/database/src/tasks/reads.ts', `import '../wiki/reads.ts';`)).toEqual(['ARCH-2']);
  expect(broken('apps/web/src/features/shares/loaders.ts', `import '@plenum/database/tasks/reads';`)).toEqual(
    ['ARCH-2'],
  );
  expect(broken('apps/web/src/features/wiki/client.tsx', `import('#features/shares/client');`)).toEqual([
    'ARCH-2',
  ]);
  expect(
    broken('packages/domain/src/access/rules.ts', `import type { A } from "../shares/types.ts";`),
  ).toEqual(['ARCH-2']);
  expect(
    broken('packages/database/src/tasks/writes.ts', `import '../documents/reads.ts'; import './reads.ts';`),
  ).toEqual([]);
  expect(broken('packages/database/src/tasks/writes.ts', `// import '../wiki/reads.ts';`)).toEqual([]);
});

test('ARCH-3 the features of web and their files are a closed list', () => {
  expect(broken('apps/web/src/features/calls/loaders.ts', '')).toEqual(['ARCH-3']);
  expect(broken('apps/web/src/features/shares/queries.ts', '')).toEqual(['ARCH-3']);
  expect(broken('apps/web/src/features/shares/components/share-dialog.tsx', '')).toEqual([]);
});

test('ARCH-4 web imports downwards only', () => {
  expect(broken('apps/web/src/features/wiki/client.tsx', `import '../../app/page.tsx';`)).toEqual(['ARCH-4']);
  expect(broken('apps/web/src/components/button.tsx', `import '#features/wiki/client';`)).toEqual(['ARCH-4']);
  expect(broken('apps/web/src/lib/session.ts', `const a = () => import('#components/a');`)).toEqual([
    'ARCH-4',
  ]);
  expect(broken('apps/web/src/other/thing.ts', `export { a } from '../lib/a.ts';`)).toEqual(['ARCH-4']);
  expect(broken('apps/web/src/env.ts', `import './lib/a.ts';`)).toEqual(['ARCH-4']);
  expect(broken('apps/web/src/instrumentation.ts', `import './lib/a.ts';`)).toEqual([]);
  expect(
    broken('apps/web/src/app/page.tsx', `import '#features/wiki/client'; import '../lib/b.ts';`),
  ).toEqual([]);
});

test('ARCH-5 only loaders, actions, route handlers and lib of web reach the database', () => {
  const read = `import { a } from '@plenum/database/wiki/reads';`;
  expect(broken('apps/web/src/app/page.tsx', read)).toEqual(['ARCH-5']);
  expect(broken('apps/web/src/features/wiki/components/tree.tsx', read)).toEqual(['ARCH-5']);
  expect(broken('apps/web/src/components/tree.tsx', `import type { Pool } from 'pg';`)).toEqual(['ARCH-5']);
  expect(broken('apps/web/src/features/wiki/loaders.ts', read)).toEqual([]);
  expect(broken('apps/web/src/app/api/v1/me/route.ts', read)).toEqual([]);
});

test('ARCH-6 no cast makes a Grant', () => {
  expect(broken('apps/collab/src/room/room.ts', 'const a = {} as Grant;')).toEqual(['ARCH-6']);
  expect(broken('packages/database/src/wiki/reads.ts', `const a = b as Grant<'read'>;`)).toEqual(['ARCH-6']);
  expect(broken('packages/database/src/wiki/reads.test.ts', 'const a = {} as WikiGrant;')).toEqual([
    'ARCH-6',
  ]);
  expect(broken('apps/cli/src/main.ts', `const a = <Grant<'read'>>{};`)).toEqual(['ARCH-6']);
  expect(broken('apps/cli/src/main.ts', `import { Grant as G } from '@plenum/database/a';`)).toEqual([
    'ARCH-6',
  ]);
  expect(broken('packages/database/src/access/mint.test.ts', 'const a = {} as Grant;')).toEqual([]);
  expect(broken('apps/cli/src/main.ts', `read<Grant<'read'>>(a);`)).toEqual([]);
});

test('ARCH-7 no cast goes through unknown or to never', () => {
  expect(broken('apps/collab/src/main.ts', 'const a = b as unknown as Right;')).toEqual(['ARCH-7']);
  expect(broken('apps/web/src/lib/a.ts', 'read(b as never);')).toEqual(['ARCH-7']);
  expect(broken('apps/web/src/lib/a.ts', `const a = [1] as const; const b = 'x as never';`)).toEqual([]);
});

test('ARCH-8 the environment is read in env.ts alone', () => {
  expect(broken('apps/collab/src/main.ts', 'const port = process.env.PORT;')).toEqual(['ARCH-8']);
  expect(broken('apps/web/src/lib/a.ts', 'const { env } = process;')).toEqual(['ARCH-8']);
  expect(broken('apps/web/src/lib/a.ts', `const env = process['env'];`)).toEqual(['ARCH-8']);
  expect(broken('e2e/fixtures.ts', `import { env } from 'node:process';`)).toEqual(['ARCH-8']);
  expect(broken('packages/editor/src/a.ts', 'const a = `$' + '{process.env.HOME}/x`;')).toEqual(['ARCH-8']);
  expect(broken('apps/collab/src/env.ts', 'const port = process.env.PORT;')).toEqual([]);
  expect(broken('apps/collab/src/main.ts', '// not process.env\nprocess.exit(0);')).toEqual([]);
});

test('ARCH-9 names are kebab-case and say what is inside', () => {
  expect(broken('apps/web/src/lib/actionGate.ts', '')).toEqual(['ARCH-9']);
  expect(broken('apps/web/src/lib/Action/gate.ts', '')).toEqual(['ARCH-9']);
  expect(broken('apps/web/src/lib/utils.ts', '')).toEqual(['ARCH-9']);
  expect(broken('packages/domain/src/wiki/index.ts', '')).toEqual(['ARCH-9']);
  expect(broken('packages/domain/src/common/time.ts', '')).toEqual(['ARCH-9']);
  expect(broken('apps/web/src/app/(frame)/w/[slug]/[[...path]]/not-found.tsx', '')).toEqual([]);
});

test('ARCH-10 no file is longer than 300 lines of code', () => {
  expect(broken('scripts/long.mjs', 'a();\n'.repeat(301))).toEqual(['ARCH-10']);
  expect(broken('scripts/long.mjs', 'a();\n// why\n\n'.repeat(300))).toEqual([]);
});

test('ARCH-11 nothing but the command line writes to the console', () => {
  expect(broken('apps/collab/src/main.ts', `console.log('up');`)).toEqual(['ARCH-11']);
  expect(broken('packages/editor/src/schema.ts', `console.warn('odd');`)).toEqual(['ARCH-11']);
  expect(broken('apps/cli/src/main.ts', `console.log('up');`)).toEqual([]);
});

test('ARCH-12 every export of a package has a docstring', () => {
  const path = 'packages/protocol/src/frame.ts';
  expect(broken(path, 'export function a() {}')).toEqual(['ARCH-12']);
  expect(broken(path, '// a frame\nexport const a = 1;')).toEqual(['ARCH-12']);
  expect(broken(path, '/** A. */\nconst a = 1;\nexport type B = 2;')).toEqual(['ARCH-12']);
  expect(broken(path, '/** A. */\nexport function a(b: 1): 1;\nexport function a(b: 2): 2;')).toEqual([]);
  expect(broken('packages/protocol/src/frame.test.ts', 'export const a = 1;')).toEqual([]);
});

test('ARCH-13 domain imports zod and itself only', () => {
  expect(broken('packages/domain/src/ids.ts', `import { randomUUID } from 'node:crypto';`)).toEqual([
    'ARCH-13',
  ]);
  expect(broken('packages/domain/src/ids.ts', `import '@plenum/protocol/frame';`)).toEqual(['ARCH-13']);
  expect(broken('packages/domain/src/ids.ts', `import 'zod'; const a = Array.from('pg');`)).toEqual([]);
});

test('ARCH-14 rooms import no socket, no HTTP and no database client', () => {
  expect(broken('apps/collab/src/room/room.ts', `import type { WebSocket } from 'ws';`)).toEqual(['ARCH-14']);
  expect(broken('apps/collab/src/room/room.ts', `import { A } from '@prisma/client';`)).toEqual(['ARCH-14']);
  expect(broken('apps/collab/src/room/room.ts', `import '@plenum/protocol/frame';`)).toEqual([]);
});

test('ARCH-16 no plugin is added to an open editor', () => {
  const path = 'apps/web/src/features/documents/components/find-bar.ts';
  expect(broken(path, 'editor.registerPlugin(marks);')).toEqual(['ARCH-16']);
  expect(broken(path, 'editor.unregisterPlugin(key);')).toEqual(['ARCH-16']);
  expect(broken(path, "editor.on('transaction', follow);")).toEqual([]);
});
