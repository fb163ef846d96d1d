// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { appendUpdate } from '@plenum/database/documents/rows';
import { createShareLink, revokeShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, anAttachment, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { EXPORT_FORMATS } from '@plenum/editor/export/export-file';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase, signalOf, Visitor } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';
import { GET as file } from './d/[id]/files/[file]/route.ts';
import { GET as slides } from './d/[id]/present/route.ts';
import { GET as fileById } from './f/[file]/route.ts';
import { GET as sharedFile } from './s/[token]/[document]/[file]/route.ts';
import { GET as sharedSlides } from './s/[token]/present/route.ts';
import { GET as sharedPage } from './s/[token]/route.ts';

const ORIGIN = 'http://localhost:3000';

let db: Database;
let admin: Member;
let workspaceId: string;
/** What those who may only read have, and what is not for them. */
let here: { id: string; own: string; elsewhere: string; token: string; linkId: string };
let hidden: string[];

beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  const closed = await aDocument(db, { actor: admin, workspaceId, access: 'draft', title: 'Closed' });
  const elsewhere = (await anAttachment(db, { documentId: closed.id, name: 'secret plan.txt' })).id;
  const named = await aPerson(db, 'editor', workspaceId);
  const { id } = await aDocument(db, { actor: admin, workspaceId, title: 'Open' });
  const own = (await anAttachment(db, { documentId: id })).id;
  const content = [
    { type: 'paragraph', content: [{ type: 'text', text: 'Said in the open' }] },
    { type: 'paragraph', content: [{ type: 'text', text: 'x^2', marks: [{ type: 'formula' }] }] },
    {
      type: 'paragraph',
      content: [{ type: 'mention', attrs: { personId: named.member?.personId, label: 'Shown Name' } }],
    },
    { type: 'horizontalRule' },
    { type: 'image', attrs: { fileId: own, alt: 'ours' } },
    { type: 'image', attrs: { fileId: elsewhere, alt: 'theirs' } },
    { type: 'attachment', attrs: { fileId: elsewhere, name: 'a name of ones own' } },
  ];
  const seed = updateFromJson({ type: 'doc', content });
  const write = await authorize(db, { actor: admin, action: 'document.write', on: id });
  await appendUpdate(write, seed);
  const editor = await aPerson(db, 'editor', workspaceId);
  const say = (body: object) => callWell(ENDPOINTS.postThread, { by: editor, id, body });
  await say({ quote: 'Said in the open', body: 'A secret remark' });
  await say({ quote: 'Said in the open', body: 'Better so', replacement: 'A secret suggestion' });
  const share = await authorize(db, { actor: admin, action: 'document.share', on: id });
  const { id: linkId, token } = await createShareLink(share, { role: 'reader', name: 'secret label' });
  here = { id, own, elsewhere, token, linkId };
  const people = await db.prisma.person.findMany({ select: { username: true, displayName: true } });
  hidden = [
    'secret',
    admin.personId,
    editor.member?.personId ?? '',
    ...people.flatMap(({ username, displayName }) => [username, displayName]),
  ];
});
afterAll(() => db.close());

/** What a route answers to a visitor: its status and text, or what Next is told. */
async function ask(
  visitor: Visitor,
  answer: () => Promise<Response>,
): Promise<{ status: string; text: string }> {
  try {
    const given = await visitor.asks(answer);
    return { status: String(given.status), text: await given.text() };
  } catch (error) {
    return { status: signalOf(error) ?? 'thrown', text: '' };
  }
}

const present = (part = '') =>
  slides(new Request(`${ORIGIN}/d/${here.id}/present${part}`), { params: Promise.resolve({ id: here.id }) });
const byLink = (route: typeof sharedPage, query = '') =>
  route(new Request(`${ORIGIN}/s/${here.token}${query}`), { params: Promise.resolve({ token: here.token }) });
const fileOf = (id: string) =>
  file(new Request(`${ORIGIN}/d/x`), { params: Promise.resolve({ id: here.id, file: id }) });

function expectOnlyWhatIsShown(text: string): void {
  expect(text).toContain('Said in the open');
  expect(text).toContain('Shown Name');
  for (const words of hidden) expect(text).not.toContain(words);
}

test('ATT-18 in slides, on a shared page and in each export whoever may only read has what the page shows: no comments, no authors', async () => {
  for (const role of ['reader', 'commenter'] as const) {
    const reader = await aPerson(db, role, workspaceId);
    for (const part of ['', '?part=text']) {
      const { status, text } = await ask(reader.visitor, () => present(part));
      expect(status).toBe('200');
      expectOnlyWhatIsShown(text);
    }
    for (const format of EXPORT_FORMATS) {
      const query = `?format=${format}`;
      const { status, text } = await callApi(ENDPOINTS.exportDocument, { by: reader, id: here.id, query });
      expect(status).toBe(200);
      expectOnlyWhatIsShown(text);
      const past = await callApi(ENDPOINTS.exportDocument, {
        by: reader,
        id: here.id,
        query: `${query}&at=1`,
      });
      expect(past.status).toBe(403);
    }
  }
  for (const [route, query] of [
    [sharedPage, ''],
    [sharedPage, '?part=text'],
    [sharedSlides, '/present'],
    [sharedSlides, '/present?part=text'],
  ] as const) {
    const { status, text } = await ask(new Visitor(), () => byLink(route, query));
    expect(status).toBe('200');
    expectOnlyWhatIsShown(text);
  }
});

test('ATT-18 a text that names a file of elsewhere gives it to nobody', async () => {
  const reader = await aPerson(db, 'reader', workspaceId);
  expect((await ask(reader.visitor, () => fileOf(here.own))).status).toBe('200');
  expect((await ask(reader.visitor, () => fileOf(here.elsewhere))).status).toBe('404');
  const byId = (id: string) =>
    fileById(new Request(`${ORIGIN}/f/x`), { params: Promise.resolve({ file: id }) });
  expect((await ask(reader.visitor, () => byId(here.own))).status).toBe('303');
  expect((await ask(reader.visitor, () => byId(here.elsewhere))).status).toBe('404');
  const shared = (id: string) => {
    const params = Promise.resolve({ token: here.token, document: here.id, file: id });
    return sharedFile(new Request(`${ORIGIN}/s/x`), { params });
  };
  expect((await ask(new Visitor(), () => shared(here.own))).status).toBe('200');
  expect((await ask(new Visitor(), () => shared(here.elsewhere))).status).toBe('404');
  expect((await ask(new Visitor(), () => byId(here.own))).status).toBe('401');
});

/** Somebody who may not read, and one who might. */
async function strangers(): Promise<Person[]> {
  const removed = await aPerson(db, 'reader', workspaceId);
  await db.prisma.membership.deleteMany({ where: { personId: removed.member?.personId ?? '' } });
  return [await aPerson(db, 'outsider', workspaceId), removed];
}

test('ATT-18 whoever may not read has neither slides, files, exports nor what programs read and do', async () => {
  for (const stranger of await strangers()) {
    expect((await ask(stranger.visitor, () => present())).status).toMatch(/404/);
    expect((await ask(stranger.visitor, () => present('?part=text'))).text).toBe('');
    for (const id of [here.own, here.elsewhere]) {
      expect((await ask(stranger.visitor, () => fileOf(id))).status).toBe('404');
      const byId = () => fileById(new Request(`${ORIGIN}/f/x`), { params: Promise.resolve({ file: id }) });
      expect((await ask(stranger.visitor, byId)).status).toBe('404');
    }
    const { id } = here;
    const asked: [keyof typeof ENDPOINTS, Partial<Parameters<typeof callApi>[1]>][] = [
      ...EXPORT_FORMATS.map((format): [keyof typeof ENDPOINTS, { query: string }] => [
        'exportDocument',
        { query: `?format=${format}` },
      ]),
      ['getThreads', {}],
      ['getAttachments', {}],
      ['getAttachmentContent', { params: { attachmentId: here.own } }],
      ['putText', { body: { markdown: 'Mine' } }],
      ['postMove', { body: { workspaceId } }],
      ['postReturn', { body: { returnTo: 1 } }],
    ];
    for (const [name, options] of asked) {
      const { status, text } = await callApi(ENDPOINTS[name], { by: stranger, id, ...options });
      expect([name, status]).toEqual([name, 404]);
      expect(text).not.toContain('Said');
    }
  }
  const revoked = await authorize(db, { actor: admin, action: 'shareLink.change', on: here.linkId });
  await revokeShareLink(revoked);
  expect((await ask(new Visitor(), () => byLink(sharedSlides, '/present'))).status).toBe('303');
  expect((await ask(new Visitor(), () => byLink(sharedSlides, '/present?part=text'))).status).toBe('404');
});
