import { once } from 'node:events';
import { authorize } from '@plenum/database/access/authorize';
import { startSession } from '@plenum/database/access/sign-in';
import { endOtherSessions, endPresentSession } from '@plenum/database/accounts/sessions';
import { trashDocument } from '@plenum/database/documents/writes';
import { revokeShareLink } from '@plenum/database/shares/writes';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { changeRole, removeMember } from '@plenum/database/workspaces/writes';
import type { Member } from '@plenum/domain/access/actor';
import { CLOSE } from '@plenum/protocol/close-codes';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Client, type Credential, outcome } from '../testing/client.ts';
import { ORIGIN, RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
let workspaceId: string;
let documentId: string;
const clients: Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  ({ admin, workspaceId, documentId } = await server.place());
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function connect(credential: Credential, id = documentId): Promise<Client> {
  const client = new Client(server, { documentId: id, credential });
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), { timeout: 20_000 });
  return client;
}

async function connectAs(member: Member): Promise<Client> {
  return connect(await server.cookieOf(member));
}

const path = () => `/collab/${documentId}`;

describe('who gets in', () => {
  test('COLLAB-5, ATT-13 nobody without a credential, or with a wrong one', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ sid: admin.sessionId, aud: 'session', exp: 4e9 })}.`;
    const wrong: Credential[] = [
      { headers: { Origin: ORIGIN } },
      { headers: { Cookie: '__Secure-next-auth.session-token=nonsense', Origin: ORIGIN } },
      { headers: { Cookie: `__Secure-next-auth.session-token=${unsigned}`, Origin: ORIGIN } },
      { headers: { Authorization: 'Bearer nonsense' } },
    ];
    for (const credential of wrong)
      expect(await outcome(server, { path: path(), credential })).toBe(CLOSE.notSignedIn);
  });

  test('COLLAB-5 a page that was opened for somebody else than whose cookie it sends', async () => {
    const bert = await server.cookieOf(await server.member(workspaceId, 'editor'));
    const params = { person: admin.personId };
    const page = new Client(server, { documentId, credential: { ...bert, params } });
    clients.push(page);
    page.type('of the one before');
    await vi.waitFor(() => expect(page.closeCodes).toEqual([CLOSE.notSignedIn]));
    expect((await server.stored(documentId)).rows).toBe(0);
    expect((await connect({ ...(await server.cookieOf(admin)), params })).access).toBe('write');
    const token = await server.tokenOf(admin);
    expect((await connect({ ...token, params })).access).toBe('write');
  });

  test('COLLAB-6, ATT-11 outsiders and unknown names get the same answer, and nothing is made', async () => {
    const outsider = await server.cookieOf((await server.place()).admin);
    const names = [
      documentId,
      crypto.randomUUID(),
      '..%2f',
      '%00',
      '',
      'a/b',
      `${documentId.toUpperCase()}0`,
    ];
    const outcomes = await Promise.all(
      names.map((name) => outcome(server, { path: `/collab/${name}`, credential: outsider })),
    );
    expect(new Set(outcomes)).toEqual(new Set([CLOSE.notFound]));
    expect(await server.db.prisma.document.count({ where: { id: documentId } })).toBe(1);
  });

  test('COLLAB-6 a document has one name: its id in upper case is none, also for a member', async () => {
    const credential = await server.cookieOf(admin);
    const other = `/collab/${documentId.toUpperCase()}`;
    expect(await outcome(server, { path: other, credential })).toBe(CLOSE.notFound);
  });

  test('COLLAB-7, ATT-10 a foreign origin is refused, and with a cookie a missing one', async () => {
    const { headers } = await server.cookieOf(admin);
    const { Cookie = '' } = headers;
    const token = await server.tokenOf(admin);
    const attempts: Credential[] = [
      { headers: { Cookie } },
      { headers: { Cookie, Origin: 'https://evil.test' } },
      { headers: { Cookie, Origin: 'null' } },
      { headers: { Cookie, Origin: `${ORIGIN}.evil.test` } },
      { headers: { ...token.headers, Origin: 'https://evil.test' } },
    ];
    for (const credential of attempts) expect(await outcome(server, { path: path(), credential })).toBe(403);
  });

  test('COLLAB-8, ATT-11 a link’s holder to its document, and to no other', async () => {
    const { credential } = await server.linkTo(documentId, { by: admin, role: 'reader' });
    expect((await connect(credential)).access).toBe('read');
    const other = (await server.place()).documentId;
    expect(await outcome(server, { path: `/collab/${other}`, credential })).toBe(CLOSE.notFound);
    const guess: Credential = { headers: {}, params: { share: 'x'.repeat(32) } };
    expect(await outcome(server, { path: path(), credential: guess })).toBe(CLOSE.notFound);
  });
});

describe('access in force', () => {
  const within = { timeout: 2_000, interval: 20 };

  test('COLLAB-11, ATT-25 a revoked link is cut off within two seconds', async () => {
    const { id, credential } = await server.linkTo(documentId, { by: admin, role: 'editor' });
    const guest = await connect(credential);
    await revokeShareLink(await authorize(server.db, { actor: admin, action: 'shareLink.change', on: id }));
    await vi.waitFor(() => expect(guest.closeCodes).toEqual([CLOSE.notFound]), within);
  });

  test('COLLAB-11, ATT-25 so are five hundred who read by it', async () => {
    const { id, credential } = await server.linkTo(documentId, { by: admin, role: 'reader' });
    const address = `ws://127.0.0.1:${server.port}${path()}?${new URLSearchParams(credential.params)}`;
    const sockets = Array.from({ length: 500 }, () => new WebSocket(address, credential));
    const codes = Promise.all(sockets.map(async (ws) => (await once(ws, 'close'))[0]));
    await Promise.all(sockets.map((ws) => once(ws, 'open')));
    await revokeShareLink(await authorize(server.db, { actor: admin, action: 'shareLink.change', on: id }));
    const late = setTimeout(() => sockets.forEach((ws) => void ws.terminate()), within.timeout);
    expect(new Set(await codes)).toEqual(new Set([CLOSE.notFound]));
    clearTimeout(late);
  });

  test('COLLAB-46, ATT-25 a link that expires, and a session, is cut off within two seconds of its end', async () => {
    const { id, credential } = await server.linkTo(documentId, { by: admin, role: 'reader' });
    const bert = await server.member(workspaceId, 'editor');
    const expiresAt = new Date(Date.now() + 6_000);
    await server.db.prisma.shareLink.update({ where: { id }, data: { expiresAt } });
    await server.db.prisma.session.update({ where: { id: bert.sessionId }, data: { expiresAt } });
    const [guest, member] = [await connect(credential), await connectAs(bert)];
    const codes = () => [guest.closeCodes, member.closeCodes];
    await vi.waitFor(() => expect(codes()).toEqual([[CLOSE.notFound], [CLOSE.notSignedIn]]), {
      timeout: expiresAt.getTime() - Date.now() + 2_000,
    });
  });

  test('COLLAB-12, ATT-12 whoever signs out or is removed is cut off within two seconds', async () => {
    const [one, two] = [
      await server.member(workspaceId, 'editor'),
      await server.member(workspaceId, 'editor'),
    ];
    const [leaving, removed, staying] = [await connectAs(one), await connectAs(two), await connectAs(admin)];
    await endPresentSession(
      await authorize(server.db, { actor: one, action: 'account.manage', on: one.personId }),
    );
    const grant = await authorize(server.db, { actor: admin, action: 'workspace.manage', on: workspaceId });
    await removeMember(grant, two.personId);
    await vi.waitFor(() => expect(leaving.closeCodes).toEqual([CLOSE.notSignedIn]), within);
    await vi.waitFor(() => expect(removed.closeCodes).toEqual([CLOSE.notFound]), within);
    expect(staying.closeCodes).toEqual([]);
  });

  test('ACC-21 ending all other sessions cuts their sockets off within two seconds, and not the present one', async () => {
    const present = await server.member(workspaceId, 'editor');
    const grant = await authorize(server.db, {
      actor: present,
      action: 'account.manage',
      on: present.personId,
    });
    const other = { ...present, sessionId: await startSession(grant) };
    const [here, there] = [await connectAs(present), await connectAs(other)];
    await endOtherSessions(grant);
    await vi.waitFor(() => expect(there.closeCodes).toEqual([CLOSE.notSignedIn]), within);
    here.type('still here');
    await vi.waitFor(() => expect(here.status).toBe('saved'), within);
    expect(here.closeCodes).toEqual([]);
  });

  test('COLLAB-13, ATT-12 a demoted member can only read within two seconds, and write again when promoted', async () => {
    const member = await server.member(workspaceId, 'editor');
    const client = await connectAs(member);
    const grant = await authorize(server.db, { actor: admin, action: 'workspace.manage', on: workspaceId });
    await changeRole(grant, { personId: member.personId, role: 'reader' });
    await vi.waitFor(() => expect(client.status).toBe('readOnly'), within);
    client.type('waiting');
    await changeRole(grant, { personId: member.personId, role: 'editor' });
    await vi.waitFor(() => expect(client.status).toBe('saved'), within);
    expect((await server.stored(documentId)).text).toBe('waiting ');
  });

  test('COLLAB-14 a document put into the trash ends its sockets', async () => {
    const client = await connectAs(admin);
    await trashDocument(
      await authorize(server.db, { actor: admin, action: 'document.organise', on: documentId }),
    );
    await vi.waitFor(() => expect(client.closeCodes).toEqual([CLOSE.notFound]), within);
  });
});
