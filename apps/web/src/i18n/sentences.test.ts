import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import german from './sentences.de.json';
import { sentence } from './sentences.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Where sentences for people are written in English. */
const SOURCES = [
  'packages/domain/src',
  'packages/database/src/access',
  'packages/database/src/accounts',
  'packages/database/src/chat',
  'packages/database/src/comments',
  'packages/database/src/files',
  'packages/database/src/groups',
  'packages/database/src/meetings',
  'packages/database/src/workspaces',
  'packages/database/src/documents',
  'packages/database/src/shares',
  'packages/database/src/publications',
  'packages/database/src/search',
  'packages/database/src/transfers',
  'packages/database/src/inbox',
  'packages/database/src/webhooks',
  'packages/database/src/tasks',
  'packages/database/src/wiki',
  'packages/database/src/as-app-error.ts',
  'packages/database/src/page.ts',
  'packages/exchange/src',
  'packages/editor/src/tasks',
  'packages/editor/src/yjs/known-json.ts',
  'packages/formats/src/zip',
  'packages/formats/src/tasks',
  'packages/formats/src/sets/read-set.ts',
  'packages/formats/src/sets/plenum/damaged-archive.ts',
  'packages/formats/src/one-by-one.ts',
  'apps/web/src/features/accounts/actions.ts',
  'apps/web/src/features/workspaces/actions.ts',
  'apps/web/src/lib/convert',
  'apps/web/src/lib/files',
  'apps/web/src/features/templates/actions.ts',
  'apps/web/src/features/wiki/actions.ts',
  'apps/web/src/features/inbox/actions.ts',
  'apps/web/src/features/overview/actions.ts',
  'apps/web/src/lib/form-action.ts',
  'apps/web/src/lib/transfers.ts',
  'apps/collab/src/transfers',
  'apps/web/src/lib/guess-limits.ts',
  'apps/web/src/lib/search-slots.ts',
  'apps/web/src/lib/public-search-slots.ts',
];

function filesOf(source: string): string[] {
  const place = path.join(root, source);
  if (place.endsWith('.ts')) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(place, name));
}

/** Errors for programmers, which no person reads. */
const INTERNAL = /new Error\(\s*'[^']*'/g;

const said = new Set(
  SOURCES.flatMap(filesOf).flatMap(
    (file) =>
      readFileSync(file, 'utf8')
        .replace(INTERNAL, '')
        .match(/(?<=')[A-Z][^'\n]* [^'\n]*\.(?=')/g) ?? [],
  ),
);

test('I18N-5 every sentence for people that is said in English can be said in German, and none without need', () => {
  expect(said.size).toBeGreaterThan(20);
  expect(Object.keys(german).sort()).toEqual([...said].sort());
  expect(sentence('de', 'Enter a name.')).toBe('Gib einen Namen ein.');
  expect(sentence('en', 'Enter a name.')).toBe('Enter a name.');
});
