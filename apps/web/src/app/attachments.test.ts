// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { changeLook, publish, unpublish } from '@plenum/database/publications/writes';
import { createShareLink, revokeShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, anAttachment, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingView } from '#lib/document-views.ts';
import { SHARE_HEADER } from '#lib/files/share-header.ts';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { POST as upload } from './api/files/[document]/route.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';
import { GET as forMembers } from './d/[id]/files/[file]/route.ts';
import { GET as byId } from './f/[file]/route.ts';
import { GET as forPublic } from './p/[slug]/files/[document]/[file]/route.ts';
import { GET as byLink } from './s/[token]/[document]/[file]/route.ts';
import { GET as shared, POST as unlock } from './s/[token]/route.ts';

const ORIGIN = 'http://localhost:3000';

let db: Database;
let admin: Member;
let workspaceId: string;
beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});
afterAll(() => db.close());

const newDocument = (columns: { parentId?: string; access?: 'draft' } = {}) =>
  aDocument(db, { actor: admin, workspaceId, ...columns }).then(({ id }) => id);
const attach = async (documentId: string) => (await anAttachment(db, { documentId })).id;
const sharing = (on: string) => authorize(db, { actor: admin, action: 'document.share', on });
const link = async (on: string, options: Partial<Parameters<typeof createShareLink>[1]> = {}) =>
  createShareLink(await sharing(on), { role: 'reader', ...options });

/** The status of an attachment's answer to whoever holds a link. */
async function status(
  token: string,
  document: string,
  file: string,
  visitor = new Visitor(),
): Promise<number> {
  const params = Promise.resolve({ token, document, file });
  return (await visitor.asks(() => byLink(new Request(ORIGIN), { params }))).status;
}

test("FILE-9, ATT-25 a link gives a document's attachments as long as it gives its text", async () => {
  const on = await newDocument();
  const file = await attach(on);
  const { id, token } = await link(on);
  expect(await status(token, on, file)).toBe(200);
  await db.prisma.document.update({ where: { id: on }, data: { deletedAt: new Date() } });
  expect(await status(token, on, file)).toBe(404);
  await db.prisma.document.update({ where: { id: on }, data: { deletedAt: null } });
  expect(await status(token, on, file)).toBe(200);
  await revokeShareLink(await authorize(db, { actor: admin, action: 'shareLink.change', on: id }));
  expect(await status(token, on, file)).toBe(404);
  const ended = await link(on, { expiresAt: new Date(Date.now() + 60_000) });
  await db.prisma.shareLink.update({ where: { id: ended.id }, data: { expiresAt: new Date(0) } });
  expect(await status(ended.token, on, file)).toBe(404);
  expect(await status('nonsense', on, file)).toBe(404);
});

test('FILE-9, ATT-24 a locked link gives files to whoever has given its password alone', async () => {
  const on = await newDocument();
  const file = await attach(on);
  const { token } = await link(on, { password: 'open sesame' });
  const visitor = new Visitor('198.51.100.7');
  expect(await status(token, on, file, visitor)).toBe(401);
  const body = new URLSearchParams({ password: 'open sesame' });
  const request = new Request(`${ORIGIN}/s/${token}`, { method: 'POST', body });
  await visitor.asks(() => unlock(request, { params: Promise.resolve({ token }) }));
  expect(await status(token, on, file, visitor)).toBe(200);
  expect(await status(token, on, file)).toBe(401);
});

test('FILE-9, ATT-17 a link leads to the attachments of no other document, and one to a branch to those in it', async () => {
  const on = await newDocument();
  const [inside, restricted, other] = [
    await newDocument({ parentId: on }),
    await newDocument({ parentId: on, access: 'draft' }),
    await newDocument(),
  ];
  const files = new Map<string, string>();
  for (const id of [on, inside, restricted, other]) files.set(id, await attach(id));
  const single = await link(on);
  const branch = await link(on, { covers: 'branch' });
  const tries = async (token: string) =>
    Promise.all([on, inside, restricted, other].map((id) => status(token, id, files.get(id) ?? '')));
  expect(await tries(single.token)).toEqual([200, 404, 404, 404]);
  expect(await tries(branch.token)).toEqual([200, 200, 404, 404]);
  // Under one's own document somebody else's file is none.
  for (const foreign of [files.get(other) ?? '', 'x', '..', encodeURIComponent('../x')]) {
    expect(await status(single.token, on, foreign)).toBe(404);
  }
});

test('FILE-9 a link to the text of one moment, and the public, have what their text shows and nothing else', async () => {
  const on = await newDocument();
  const [shown, hidden] = [await attach(on), await attach(on)];
  const content = { type: 'doc', content: [{ type: 'image', attrs: { fileId: shown, alt: '' } }] };
  const { token } = await link(on, { frozen: { title: 'Then', content } });
  expect([await status(token, on, shown), await status(token, on, hidden)]).toEqual([200, 404]);
  const elsewhere = await newDocument();
  expect(await status(token, elsewhere, await attach(elsewhere))).toBe(404);

  const settings = { slug: 'öffentlich', covers: 'document', isIndexed: false, hasFeed: false } as const;
  await publish(await sharing(on), {
    settings,
    pages: [{ documentId: on, parentId: null, title: 'Open', version: { content, text: '' } }],
  });
  const asPublic = async (slug: string, document: string, file: string) => {
    const params = Promise.resolve({ slug: encodeURIComponent(slug), document, file });
    return new Visitor().asks(() => forPublic(new Request(ORIGIN), { params }));
  };
  const answer = await asPublic('öffentlich', on, shown);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([
    200,
    'public, no-cache, no-transform',
  ]);
  expect((await asPublic('öffentlich', on, hidden)).status).toBe(404);
  expect((await asPublic('elsewhere', on, shown)).status).toBe(404);
  expect((await asPublic('öffentlich', elsewhere, shown)).status).toBe(404);
  expect((await asPublic('öffentlich', 'x', shown)).status).toBe(404);
  await db.prisma.publication.deleteMany({ where: { documentId: on } });
  expect((await asPublic('öffentlich', on, shown)).status).toBe(404);
});

test('FILE-9 members have what they may read, and strangers are not told that it is there', async () => {
  const on = await newDocument({ access: 'draft' });
  const file = await attach(on);
  const reader = await aPerson(db, 'reader', workspaceId);
  const ask = async (visitor: Visitor, accept = '*/*') => {
    const params = Promise.resolve({ id: on, file });
    return visitor.asks(() => forMembers(new Request(`${ORIGIN}/d/x`, { headers: { accept } }), { params }));
  };
  expect((await ask(reader.visitor)).status).toBe(404);
  await db.prisma.documentRule.create({
    data: { documentId: on, personId: reader.member?.personId ?? '', role: 'reader' },
  });
  expect((await ask(reader.visitor)).status).toBe(200);
  expect((await ask(new Visitor())).status).toBe(401);
  expect((await ask(new Visitor(), 'text/html')).headers.get('location')).toMatch(/signin\?callbackUrl=/);
});

test('FILE-9 a link from an export leads whoever may read it to the file, and nobody else', async () => {
  const on = await newDocument({ access: 'draft' });
  const file = await attach(on);
  const reader = await aPerson(db, 'reader', workspaceId);
  const ask = async (visitor: Visitor, id = file) => {
    const answer = await visitor.asks(() =>
      byId(new Request(ORIGIN), { params: Promise.resolve({ file: id }) }),
    );
    return answer.headers.get('location') ?? answer.status;
  };
  expect(await ask(reader.visitor)).toBe(404);
  await db.prisma.documentRule.create({
    data: { documentId: on, personId: reader.member?.personId ?? '', role: 'reader' },
  });
  expect(await ask(reader.visitor)).toBe(`/d/${on}/files/${file}`);
  expect(await ask(reader.visitor, 'x')).toBe(404);
  expect(await ask(new Visitor())).toBe(401);
});

test('FILE-9 the text that a link shows has its files by that link, and that of members by its own address', async () => {
  const fileId = '0197a0f0-0000-7000-8000-000000000001';
  const seed = updateFromJson({ type: 'doc', content: [{ type: 'image', attrs: { fileId } }] });
  const { id: on } = await aDocument(db, { actor: admin, workspaceId, seed });
  const text = async (token: string) => {
    const page = await new Visitor().asks(() =>
      shared(new Request(ORIGIN), { params: Promise.resolve({ token }) }),
    );
    return page.text();
  };
  const [one, two] = [await link(on), await link(on)];
  for (const { token } of [one, two, one]) {
    expect(await text(token)).toContain(`<img src="/s/${token}/${on}/${fileId}"`);
  }
  const read = await authorize(db, { actor: admin, action: 'document.read', on });
  const member = await new Visitor().asks(() => readingView(read));
  expect(member.html).toContain(`<img src="/d/${on}/files/${fileId}"`);
});

/** Sends a file as a page does. */
async function send(
  visitor: Visitor,
  {
    to,
    token,
    origin = ORIGIN,
    accept = 'application/json',
  }: { to: string; token?: string; origin?: string | null; accept?: string },
): Promise<Response> {
  const body = new FormData();
  body.set('file', new File(['Notes'], 'notes.txt'));
  const headers = new Headers({ accept, ...(token !== undefined && { [SHARE_HEADER]: token }) });
  if (origin === null) visitor.headers.delete('origin');
  else visitor.headers.set('origin', origin);
  const request = new Request(`${ORIGIN}/api/files/x`, { method: 'POST', body, headers });
  return visitor.asks(() => upload(request, { params: Promise.resolve({ document: to }) }));
}

test('FILE-5, ATT-10 a page of this instance alone sends files, by who may write, also by a link', async () => {
  const on = await newDocument();
  const editor = await aPerson(db, 'editor', workspaceId);
  const commenter = await aPerson(db, 'commenter', workspaceId);
  const taken = await send(editor.visitor, { to: on });
  expect([taken.status, await taken.json()]).toEqual([
    201,
    {
      id: expect.any(String),
      name: 'notes.txt',
      mediaType: 'text/plain',
      size: 5,
      width: null,
      height: null,
    },
  ]);
  expect((await send(editor.visitor, { to: on, origin: 'https://evil.example' })).status).toBe(403);
  expect((await send(editor.visitor, { to: on, origin: null })).status).toBe(403);
  expect((await send(commenter.visitor, { to: on })).status).toBe(403);
  expect((await send(new Visitor(), { to: on })).status).toBe(401);
  const { token } = await link(on);
  const { token: editing } = await link(on, { role: 'editor' });
  const other = await newDocument();
  expect((await send(new Visitor(), { to: on, token })).status).toBe(403);
  expect((await send(new Visitor(), { to: other, token: editing })).status).toBe(404);
  // Whoever holds a link that lets them write, and is nobody yet, is told what to do, in their language.
  const german = new Visitor();
  german.headers.set('accept-language', 'de');
  const refused = await send(german, { to: on, token: editing });
  expect([refused.status, (await refused.json()).detail]).toEqual([
    403,
    expect.stringMatching(/Erlaube Cookies/),
  ]);
});

test('FILE-14 a plain form leads back to the page, with what came of it', async () => {
  const on = await newDocument();
  const editor = await aPerson(db, 'editor', workspaceId);
  const commenter = await aPerson(db, 'commenter', workspaceId);
  const accept = 'text/html';
  const back = async (visitor: Visitor) => (await send(visitor, { to: on, accept })).headers.get('location');
  expect(await back(editor.visitor)).toMatch(new RegExp(`^/d/${on}/files\\?added=`));
  expect(await back(commenter.visitor)).toBe(`/d/${on}/files?problem=forbidden`);
  expect(await back(new Visitor())).toMatch(/^\/api\/auth\/signin/);
});

test('FILE-13 programs list, read and delete attachments, and what is gone is gone', async () => {
  const on = await newDocument();
  const editor = await aPerson(db, 'editor', workspaceId);
  const attachmentId = await attach(on);
  const call = (name: keyof typeof ENDPOINTS, params: Record<string, string> = { attachmentId }) =>
    callApi(ENDPOINTS[name], { by: editor, id: on, params });
  const listed = (await call('getAttachments', {})).json();
  expect(listed).toEqual({
    items: [
      {
        id: attachmentId,
        name: 'notes.txt',
        mediaType: 'text/plain',
        size: 13,
        width: null,
        height: null,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        uploadedBy: null,
        createdAt: expect.any(String),
      },
    ],
    next: null,
  });
  expect((await call('getOneAttachment')).json()).toEqual((listed.items as unknown[])[0]);
  expect((await call('getAttachmentContent')).text).toBe('An attachment');
  expect((await call('deleteOneAttachment')).status).toBe(204);
  for (const name of ['getOneAttachment', 'getAttachmentContent', 'deleteOneAttachment'] as const) {
    expect((await call(name)).status).toBe(404);
  }
});

test('PUB-18 the picture of a publication is a picture of its document, is there for the public, and goes with the publication', async () => {
  const on = await newDocument();
  const [picture, text, other] = [await attach(on), await attach(on), await attach(await newDocument())];
  await db.prisma.attachment.updateMany({
    where: { id: { in: [picture, other] } },
    data: { mediaType: 'image/png' },
  });
  const share = await sharing(on);
  const settings = { slug: on, covers: 'document', isIndexed: false, hasFeed: false } as const;
  const version = { content: { type: 'doc' }, text: '' };
  await publish(share, { settings, pages: [{ documentId: on, parentId: null, title: 'Open', version }] });
  const look = { name: '', line: '', accent: 'fir', footer: '', footerLinks: [] } as const;
  const asPublic = (file: string) => {
    const params = Promise.resolve({ slug: on, document: on, file });
    return new Visitor().asks(() => forPublic(new Request(ORIGIN), { params }));
  };
  expect((await asPublic(picture)).status).toBe(404);
  for (const wrong of [text, other]) {
    const change = changeLook(share, { ...look, footerLinks: [], pictureId: wrong });
    await expect(change).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { pictureId: expect.any(String) },
    });
  }
  await changeLook(share, { ...look, footerLinks: [], pictureId: picture });
  expect((await asPublic(picture)).status).toBe(200);
  expect([(await asPublic(text)).status, (await asPublic(other)).status]).toEqual([404, 404]);
  await unpublish(share);
  expect((await asPublic(picture)).status).toBe(404);
});
