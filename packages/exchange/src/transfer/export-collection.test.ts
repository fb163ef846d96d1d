import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { restrictDocument } from '@plenum/database/documents/rules';
import { openTestDatabase } from '@plenum/database/testing/factories';
import { TRANSFER_WORDS } from '@plenum/formats/sets/transfer-words';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Admin, aFullWorkspace } from '../testing/transfer-kit.ts';
import { exportArchive, exportBook } from './export-collection.ts';

let source: Database;
beforeAll(async () => {
  source = await openTestDatabase();
});
afterAll(() => source.close());

async function restrict({ db, actor }: Admin, on: string): Promise<void> {
  await restrictDocument(await authorize(db, { actor, action: 'document.restrict', on }));
}

test('TRANSFER-8 a link to a page that does not go out keeps its words, whatever that is called now', async () => {
  const full = await aFullWorkspace(source);
  await restrict(full, full.ids.first);
  const options = { title: 'Forest', branch: null, words: TRANSFER_WORDS.en };
  let html = '';
  for await (const piece of (await exportBook(full.create, options)).pieces) html += piece;
  expect(html).toContain('Apple once');
});

test('TRANSFER-1 a file that is gone, or whose page was closed meanwhile, stays out and is told', async () => {
  const exported = async (between: (full: Awaited<ReturnType<typeof aFullWorkspace>>) => Promise<void>) => {
    const full = await aFullWorkspace(source);
    let isDue = false;
    const onPart = ({ parts }: { parts: number }) => {
      isDue ||= parts === 1;
    };
    const { pieces, left } = await exportArchive(full.create, { title: 'Forest', branch: null, onPart });
    let isDone = false;
    for await (const _ of pieces) {
      if (isDue && !isDone) {
        isDone = true;
        await between(full);
      }
    }
    return left.goneFiles.sort();
  };
  const gone = await exported(async ({ files }) => {
    const { fileId } = await source.prisma.attachment.findFirstOrThrow({ where: { id: files.notes } });
    await source.files.remove(fileId);
  });
  expect(gone).toEqual(['notes.txt']);
  const closed = await exported(async (full) => {
    await restrict(full, full.ids.home);
    const rules = { where: { documentId: full.ids.home } };
    await source.prisma.documentRule.updateMany({ ...rules, data: { personId: full.other.personId } });
  });
  expect(closed).toEqual(['map.png', 'notes.txt']);
});
