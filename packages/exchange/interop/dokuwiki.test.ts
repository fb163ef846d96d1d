import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '@plenum/database/client';
import { openTestDatabase } from '@plenum/database/testing/factories';
import { grown } from '@plenum/formats/testing/grown-dokuwiki';
import { writeZip } from '@plenum/formats/zip/write-zip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Admin, anAdmin, folder, imported, textOf } from '../src/testing/transfer-kit.ts';

let db: Database;
let admin: Admin;
beforeAll(async () => {
  db = await openTestDatabase();
  admin = await anAdmin(db);
});
afterAll(() => db.close());

test('TRANSFER-10 the manual of DokuWiki, grown to two hundred pages and cut off once, becomes a tree with media, past and links', async () => {
  const { files, sources } = grown();
  const file = path.join(folder, 'dokuwiki.zip');
  writeFileSync(file, writeZip(files));
  const { workspaceId } = admin;
  let pages = 0;
  const cut = new AbortController();
  const onPage = () => {
    pages += 1;
    if (pages === 90) cut.abort(new Error('cut off'));
  };
  await expect(imported(admin, file, { signal: cut.signal, onPage })).rejects.toThrow('cut off');
  expect(await db.prisma.document.count({ where: { workspaceId } })).toBe(90);
  const report = await imported(admin, file);
  const found = await db.prisma.document.findMany({
    where: { workspaceId },
    include: { attachments: true, updates: { orderBy: { seq: 'asc' } } },
  });
  expect(found.length).toBe(report.pages);
  expect(found.length).toBeGreaterThanOrEqual(sources.size);
  const ids = new Set(found.map(({ id }) => id));
  const written = found.filter(({ updates }) => updates.length > 0);
  expect(written.length).toBe(sources.size);
  const names = await db.prisma.pastAuthor.findMany({ where: { workspaceId } });
  expect(names.map(({ name }) => name).sort()).toEqual(['ada', 'bob']);
  let shown = 0;
  let links = 0;
  for (const { id, parentId, updates, attachments, lastSeq } of written) {
    expect(parentId === null || ids.has(parentId)).toBe(true);
    expect([updates.length, lastSeq]).toEqual([2, 2]);
    const text = JSON.stringify(await textOf(admin, id));
    expect(text).not.toContain('/set/page/');
    for (const [, target = ''] of text.matchAll(/"\/d\/([0-9a-f-]{36})/g)) {
      expect(ids.has(target)).toBe(true);
      links += 1;
    }
    const own = new Set(attachments.map((file) => file.id));
    for (const [, fileId = ''] of text.matchAll(/"fileId":"([0-9a-f-]{36})/g)) {
      expect(own.has(fileId)).toBe(true);
      shown += 1;
    }
  }
  expect(links).toBeGreaterThan(200);
  expect(shown).toBeGreaterThan(10);
  expect(report.losses.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['accessRules', 'wantedPages', 'otherFiles']),
  );
});
