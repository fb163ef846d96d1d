// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import { identify } from '@plenum/database/access/identify';
import type { Database } from '@plenum/database/client';
import { enterAsGuest } from '@plenum/database/shares/guests';
import { createShareLink, revokeShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHARE_HEADER } from '#lib/files/share-header.ts';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { DELETE, GET, PATCH } from './api/files/[document]/parts/[upload]/route.ts';
import { POST } from './api/files/[document]/parts/route.ts';

const ORIGIN = 'http://localhost:3000';
const EVIL = 'https://evil.example';

let db: Database;
let admin: Member;
let workspaceId: string;
beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
});
afterAll(() => db.close());

const newDocument = () => aDocument(db, { actor: admin, workspaceId }).then(({ id }) => id);

async function link(on: string, role: 'reader' | 'editor' = 'editor') {
  const grant = await authorize(db, { actor: admin, action: 'document.share', on });
  return createShareLink(grant, { role });
}

/** A browser that has come by a link, and keeps its cookie. */
async function aGuest(on: string, token: string): Promise<Visitor> {
  const actor = await identify(db, { share: token, cookies: {} });
  const entered = await enterAsGuest(await authorize(db, { actor, action: 'document.read', on }));
  const visitor = new Visitor();
  if (entered) visitor.set(entered.cookie);
  return visitor;
}

/** Whoever asks, about which document, by which link, and from a page of where. */
interface Asking {
  visitor: Visitor;
  on: string;
  token?: string;
  origin?: string | null;
}

const CORE = { 'Tus-Resumable': '1.0.0' };
const FIVE = { 'Upload-Length': '5', 'Upload-Metadata': 'filename bm90ZXMudHh0' };
const PART = { 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };

function requestOf(
  { visitor, token, origin = ORIGIN }: Asking,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: string },
): Request {
  if (origin === null) visitor.headers.delete('origin');
  else visitor.headers.set('origin', origin);
  const all = { ...CORE, ...headers, ...(token !== undefined && { [SHARE_HEADER]: token }) };
  return new Request(`${ORIGIN}/api/files/x`, { method, headers: all, ...(body !== undefined && { body }) });
}

function begin(asking: Asking): Promise<Response> {
  const request = requestOf(asking, { method: 'POST', headers: FIVE });
  return asking.visitor.asks(() => POST(request, { params: Promise.resolve({ document: asking.on }) }));
}

/** What came of sending all of a file, of looking at it, or of ending it. */
async function status(act: 'send' | 'look' | 'end', id: string, asking: Asking): Promise<number> {
  const params = Promise.resolve({ document: asking.on, upload: id });
  const [route, sent] = {
    send: [PATCH, { method: 'PATCH', headers: PART, body: 'Notes' }] as const,
    look: [GET, { method: 'GET', headers: {} }] as const,
    end: [DELETE, { method: 'DELETE', headers: {} }] as const,
  }[act];
  const request = requestOf(asking, sent);
  return (await asking.visitor.asks(() => route(request, { params }))).status;
}

const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id;

test('FILE-23 only a page of this instance begins a file, sends parts of it and ends it', async () => {
  const on = await newDocument();
  const { visitor } = await aPerson(db, 'editor', workspaceId);
  for (const origin of [EVIL, null]) expect((await begin({ visitor, on, origin })).status).toBe(403);
  expect(await db.prisma.upload.count({ where: { documentId: on } })).toBe(0);
  const begun = await begin({ visitor, on });
  const id = await idOf(begun);
  expect([begun.status, begun.headers.get('location')]).toEqual([201, `/api/files/${on}/parts/${id}`]);
  for (const act of ['send', 'end'] as const) {
    for (const origin of [EVIL, null]) expect(await status(act, id, { visitor, on, origin })).toBe(403);
  }
  expect(await db.prisma.upload.findUnique({ where: { id } })).toMatchObject({ received: 0 });
  // A page of another address cannot read the answer.
  expect(await status('look', id, { visitor, on, origin: null })).toBe(200);
  expect(await status('send', id, { visitor, on })).toBe(204);
  expect(await db.prisma.attachment.count({ where: { id, documentId: on } })).toBe(1);
  const other = await idOf(await begin({ visitor, on }));
  expect(await status('end', other, { visitor, on })).toBe(204);
  expect(await status('look', other, { visitor, on })).toBe(404);
});

test('FILE-23 whoever may not write, and whoever is nobody, begins no file', async () => {
  const on = await newDocument();
  const { visitor: commenter } = await aPerson(db, 'commenter', workspaceId);
  const { visitor: outsider } = await aPerson(db, 'outsider', workspaceId);
  const { token: reading } = await link(on, 'reader');
  const { token } = await link(on);
  const other = await newDocument();
  const statuses = [
    await begin({ visitor: commenter, on }),
    await begin({ visitor: outsider, on }),
    await begin({ visitor: new Visitor(), on }),
    await begin({ visitor: new Visitor(), on, token: reading }),
    // Without the cookie of a guest nobody could say whose it is.
    await begin({ visitor: new Visitor(), on, token }),
    await begin({ visitor: await aGuest(on, token), on: other, token }),
    await begin({ visitor: new Visitor(), on, token: 'nonsense' }),
  ].map((answer) => answer.status);
  expect(statuses).toEqual([403, 404, 401, 403, 403, 404, 404]);
  expect(await db.prisma.upload.count({ where: { documentId: { in: [on, other] } } })).toBe(0);
});

test('FILE-23 a guest sends a file in parts; to another guest, and by another link, it is not there', async () => {
  const on = await newDocument();
  const [{ token }, { token: another }] = [await link(on), await link(on)];
  const visitor = await aGuest(on, token);
  const id = await idOf(await begin({ visitor, on, token }));
  const others = [
    { visitor: await aGuest(on, token), on, token },
    { visitor: await aGuest(on, another), on, token: another },
    { visitor: (await aPerson(db, 'admin', workspaceId)).visitor, on },
  ];
  for (const asking of others) {
    for (const act of ['look', 'send', 'end'] as const) expect(await status(act, id, asking)).toBe(404);
  }
  expect(await status('send', id, { visitor, on, token, origin: EVIL })).toBe(403);
  expect(await status('send', id, { visitor, on, token })).toBe(204);
  const { guestId, personId } = await db.prisma.attachment.findFirstOrThrow({ where: { id } });
  expect([guestId, personId]).toEqual([expect.any(String), null]);
});

test('FILE-23 with its link a guest’s file on its way is over', async () => {
  const on = await newDocument();
  const { id: linkId, token } = await link(on);
  const visitor = await aGuest(on, token);
  const id = await idOf(await begin({ visitor, on, token }));
  await revokeShareLink(await authorize(db, { actor: admin, action: 'shareLink.change', on: linkId }));
  for (const act of ['look', 'send', 'end'] as const) {
    expect(await status(act, id, { visitor, on, token })).toBe(404);
  }
  expect((await begin({ visitor, on, token })).status).toBe(404);
  expect(await db.prisma.attachment.count({ where: { documentId: on } })).toBe(0);
});

test('FILE-23 the guests of a link have twenty files on their way; what comes no further gives way, and asks for its place again', async () => {
  const on = await newDocument();
  const { token } = await link(on);
  const first = await aGuest(on, token);
  const ids: string[] = [];
  for (let guests = 0; guests < 5; guests += 1) {
    const visitor = guests === 0 ? first : await aGuest(on, token);
    for (let files = 0; files < 4; files += 1) ids.push(await idOf(await begin({ visitor, on, token })));
  }
  const late = await aGuest(on, token);
  expect((await begin({ visitor: late, on, token })).status).toBe(429);
  // Neither those of another link nor the members wait for them.
  const { token: another } = await link(on);
  expect((await begin({ visitor: await aGuest(on, another), on, token: another })).status).toBe(201);
  const { visitor: member } = await aPerson(db, 'editor', workspaceId);
  expect((await begin({ visitor: member, on })).status).toBe(201);
  const [id = ''] = ids;
  await db.prisma.upload.update({ where: { id }, data: { lastAt: new Date(Date.now() - 11 * 60_000) } });
  const taken = await idOf(await begin({ visitor: late, on, token }));
  expect(await status('send', id, { visitor: first, on, token })).toBe(429);
  expect(await status('end', taken, { visitor: late, on, token })).toBe(204);
  expect(await status('send', id, { visitor: first, on, token })).toBe(204);
});
