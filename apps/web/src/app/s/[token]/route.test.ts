// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { addTasks } from '@plenum/editor/tasks/edit-tasks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { loadGuestPage } from '#features/shares/loaders.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { GET, POST } from './route.ts';

const PASSWORD = 'open sesame';

let db: Database;
let token: string;
let share: Grant<'document.share'>;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  const actor = await aMember(db);
  const workspace = await aWorkspace(db, actor);
  const document = await aDocument(db, { actor, workspaceId: workspace.id });
  share = await authorize(db, { actor, action: 'document.share', on: document.id });
  token = (await createShareLink(share, { role: 'reader', password: PASSWORD })).token;
});

const address = () => `http://localhost:3000/s/${token}`;
const context = () => ({ params: Promise.resolve({ token }) });
const opens = (visitor: Visitor) => visitor.asks(() => GET(new Request(address()), context()));

function tries(visitor: Visitor, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(address(), { method: 'POST', body, headers });
  return visitor.asks(() => POST(request, context()));
}

const types = (visitor: Visitor, password: string) => tries(visitor, new URLSearchParams({ password }));

test('ATT-24 of a hundred guesses at once at a locked link each is told no or to wait, and how long', async () => {
  const guesser = new Visitor('203.0.113.1');
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => types(guesser, `guess number ${i}`)),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(refused).toHaveLength(90);
  for (const answer of refused) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await types(guesser, PASSWORD)).status).toBe(429);
  expect((await opens(guesser)).status).toBe(401);
  expect((await types(new Visitor('203.0.113.2'), PASSWORD)).status).toBe(303);
});

test('ATT-22 guesses at a locked link do not lock out a browser that has opened it', async () => {
  const reader = new Visitor('198.51.100.1');
  expect((await types(reader, PASSWORD)).status).toBe(303);
  expect((await opens(reader)).status).toBe(200);
  const strangers = Array.from({ length: 101 }, (_, i) =>
    types(new Visitor(`203.0.113.${i}`), 'wrong guess'),
  );
  expect(
    (await Promise.all(strangers))
      .map(({ status }) => status)
      .sort()
      .at(-1),
  ).toBe(429);
  for (const name of reader.cookies.keys()) if (name.startsWith('plenum-unlock')) reader.cookies.delete(name);
  expect((await opens(reader)).status).toBe(401);
  expect((await types(new Visitor('203.0.113.200'), PASSWORD)).status).toBe(429);
  expect((await types(reader, PASSWORD)).status).toBe(303);
});

test('SHARE-4 a body that is no form is a wrong password', async () => {
  const visitor = new Visitor('198.51.100.2');
  const json = await tries(visitor, JSON.stringify({ password: PASSWORD }), {
    'Content-Type': 'application/json',
  });
  expect(json.status).toBe(401);
  expect((await tries(visitor, 'x', { 'Content-Type': 'multipart/form-data; boundary=y' })).status).toBe(401);
});

test.each([
  ['en', 'As it was on January 31, 2026'],
  ['de', 'Stand vom 31. Januar 2026'],
])(
  'SHARE-16 the text of one moment says in %s of which day it is, and follows nothing',
  async (language, said) => {
    const content = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Then.' }] }],
    };
    const frozen = { title: 'Minutes', content };
    const link = await createShareLink(share, { role: 'reader', frozen });
    await db.prisma.frozenText.update({
      where: { linkId: link.id },
      data: { at: new Date('2026-01-31T18:00:00Z') },
    });
    const reader = new Visitor('198.51.100.2');
    reader.headers.set('accept-language', language);
    const params = Promise.resolve({ token: link.token });
    const page = await (await reader.asks(() => GET(new Request(address()), { params }))).text();
    expect(page).toContain(said);
    expect(page).toContain('>Then.</p>');
    expect(page).not.toContain('<script');
  },
);

test('LONG-4 the page on which a guest writes has the beginning of a long list, and leads to all of it', async () => {
  const actor = await aMember(db);
  const workspaceId = (await aWorkspace(db, actor)).id;
  const seed = new Doc();
  const titles = Array.from({ length: 300 }, (_, i) => ({
    title: `Task number ${i}.`,
    position: `a${1000 + i}`,
  }));
  addTasks(seed, titles);
  const list = await aDocument(db, { actor, workspaceId, kind: 'tasks', seed: encodeStateAsUpdate(seed) });
  const write = await authorize(db, { actor, action: 'document.share', on: list.id });
  token = (await createShareLink(write, { role: 'editor', covers: 'document' })).token;
  const visitor = new Visitor();
  const { view } = await visitor.asks(() => loadGuestPage(token));
  expect(view).toMatchObject({ isWhole: false, html: expect.stringContaining('Task number 7.') });
  expect(view.html).not.toContain('Task number 299.');
  const editors = await opens(visitor);
  expect([editors.status, editors.headers.get('location')]).toEqual([303, `/s/${token}/write`]);
  const all = await visitor.asks(() => GET(new Request(`${address()}?part=whole`), context()));
  expect(all.status).toBe(200);
  expect(await all.text()).toContain('Task number 299.');
});
