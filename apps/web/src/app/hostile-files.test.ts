// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { EXPORT_NAMES } from '@plenum/formats/format-names';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { route } from '#lib/api/serve.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';

const MB = 1024 * 1024;

let db: Database;
let admin: Member;
let workspaceId: string;
let editor: Person;

beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aPerson(db, 'editor', workspaceId);
});
afterAll(() => db.close());

/** Sends a body to the API as it is. */
function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { Authorization: editor.authorization ?? '', 'Content-Type': 'application/json', ...headers },
    body,
    duplex: 'half',
  };
  const request = new Request('http://localhost:3000/api/v1/workspaces/x/documents', init);
  const params = Promise.resolve({ id: workspaceId });
  return new Visitor().asks(async () => route(ENDPOINTS.postDocument).POST(request, { params }));
}

describe.each(EXPORT_NAMES.filter((name) => name !== 'pdf'))('a file as %s', (format) => {
  test.each([
    '../../etc/passwd',
    'x.svg"; filename="x.html',
    '<script>alert(1)</script>',
    '\u202egvs.html',
    '...',
  ])(
    'ATT-29 with the title %j is a download with a name that is one, and never a page of this instance',
    async (title) => {
      const { id } = await aDocument(db, { actor: admin, workspaceId });
      await db.prisma.document.update({ where: { id }, data: { title } });
      const headers = { Authorization: editor.authorization ?? '' };
      const request = new Request(`http://localhost:3000/api/v1/documents/${id}/export?format=${format}`, {
        headers,
      });
      const params = Promise.resolve({ id });
      const answer = await new Visitor().asks(async () =>
        route(ENDPOINTS.exportDocument).GET(request, { params }),
      );
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      const disposition = answer.headers.get('content-disposition') ?? '';
      const [, plain = '', real = ''] =
        /^attachment; filename="([^"]*)"; filename\*=UTF-8''([\w.~%-]*)$/.exec(disposition) ?? [];
      for (const name of [plain, decodeURIComponent(real)]) {
        expect(name).toMatch(
          /^[^./\\<>"|:*?\p{Cc}\p{Bidi_Control}][^/\\<>"|:*?\p{Cc}\p{Bidi_Control}]*\.(txt|md|html|json|docx|odt|etherpad)$/u,
        );
      }
    },
  );
});

test('ATT-29 a body that is too large is refused before the rest of it is read', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += MB;
      controller.enqueue(new Uint8Array(MB).fill(0x20));
    },
  });
  expect((await post(endless)).status).toBe(413);
  expect(sent).toBeLessThan(8 * MB);
});

test.each(['__proto__', 'constructor', 'prototype'])('ATT-30 %s in a body changes nothing', async (name) => {
  const body = `{"kind":"pad","title":"Polluted","${name}":{"isLocked":true,"title":"Not this"}}`;
  const answer = await post(body);
  const { id } = await answer.json();
  expect(answer.status).toBe(201);
  expect(await db.prisma.document.findUnique({ where: { id } })).toMatchObject({
    title: 'Polluted',
    isLocked: false,
  });
  expect({}).not.toHaveProperty('isLocked');
});

/** The most memory that the process has had, in bytes. */
const peak = () => process.resourceUsage().maxRSS * 1024;

const DEEP = 500_000;

test.each([
  ['arrays', `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`],
  ['objects', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
])('ATT-30 %s nested without end are no title, and harmless where nobody reads them', async (_name, deep) => {
  const before = peak();
  expect((await post(`{"kind":"pad","title":${deep}}`)).status).toBe(400);
  expect([201, 400]).toContain((await post(`{"kind":"pad","title":"Deep","more":${deep}}`)).status);
  expect(peak() - before).toBeLessThan(256 * MB);
});

test.each([
  ['quotes', '>'.repeat(MB)],
  ['lists', '- '.repeat(MB / 2)],
  ['links', '['.repeat(MB)],
  ['emphasis', '*a_'.repeat(MB / 4)],
  ['an entity that names itself', '&lol;'.repeat(MB / 8)],
])('ATT-30 Markdown of nothing but %s ends, and costs no more than 256 MB', async (_name, markdown) => {
  const before = peak();
  const answer = await post(JSON.stringify({ kind: 'pad', title: 'Bomb', markdown }));
  expect([201, 400, 413]).toContain(answer.status);
  expect(peak() - before).toBeLessThan(256 * MB);
});
