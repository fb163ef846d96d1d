import { authorize } from '@plenum/database/access/authorize';
import { endPresentSession } from '@plenum/database/accounts/sessions';
import { memoryBus } from '@plenum/database/bus/memory-bus';
import type { Database } from '@plenum/database/client';
import { trashDocument } from '@plenum/database/documents/writes';
import { revokeShareLink } from '@plenum/database/shares/writes';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { ThrowAwayRedis } from '@plenum/database/testing/throw-away-redis';
import { changeRole, removeMember } from '@plenum/database/workspaces/writes';
import type { Member } from '@plenum/domain/access/actor';
import { CLOSE } from '@plenum/protocol/close-codes';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Client, type Credential } from '../testing/client.ts';
import { lock } from '../testing/fault-kit.ts';
import { RunningCollab } from '../testing/running-collab.ts';

/** Short here; at full length in a soak run. */
const ROUNDS = Number(process.env.PLENUM_ROUNDS ?? 2);
const WITHIN = { timeout: 2_000, interval: 20 };
const PATIENCE = { timeout: 20_000 };

let database: TestDatabase;
let redis: ThrowAwayRedis;
let [here, there]: [RunningCollab, RunningCollab] = [] as unknown as [RunningCollab, RunningCollab];
let admin: Member;
let workspaceId: string;
let documentId: string;
const clients: Client[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function connect(node: RunningCollab, credential: Credential): Promise<Client> {
  const client = new Client(node, { documentId, credential });
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), PATIENCE);
  return client;
}

async function connectAs(node: RunningCollab, member: Member): Promise<Client> {
  return connect(node, await here.cookieOf(member));
}

const seenBy = (client: Client, other: Client) =>
  client.provider.awareness.getStates().get(other.doc.clientID);
const words = (text: string) => text.split(' ').filter((word) => word !== '');
const stored = async () => words((await here.stored(documentId)).text);

/** All are told that everything is saved, and have the same text, which is what is stored. */
async function expectConverged(...all: Client[]): Promise<void> {
  await vi.waitFor(async () => {
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 'saved'));
    const kept = await stored();
    expect(new Set(kept).size).toBe(kept.length);
    for (const { text } of all) expect(words(text).toSorted()).toEqual(kept.toSorted());
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
  }, PATIENCE);
}

/** Types a word every few milliseconds until stopped, each word once. */
function startTyping(all: Client[], name: string): () => void {
  let n = 0;
  const timer = setInterval(() => {
    for (const [i, client] of all.entries()) client.type(`${name}${i}n${n}`);
    n += 1;
  }, 10);
  return () => clearInterval(timer);
}

/** Ways to end access, each with what happens to a socket on the other node. */
const endings = {
  async signedOut(db: Database) {
    const member = await here.member(workspaceId, 'editor');
    const client = await connectAs(there, member);
    await endPresentSession(
      await authorize(db, { actor: member, action: 'account.manage', on: member.personId }),
    );
    await vi.waitFor(() => expect(client.closeCodes).toEqual([CLOSE.notSignedIn]), WITHIN);
  },
  async removed(db: Database) {
    const { personId, ...member } = await here.member(workspaceId, 'editor');
    const client = await connectAs(there, { personId, ...member });
    await removeMember(
      await authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId }),
      personId,
    );
    await vi.waitFor(() => expect(client.closeCodes).toEqual([CLOSE.notFound]), WITHIN);
  },
  async demoted(db: Database) {
    const member = await here.member(workspaceId, 'editor');
    const client = await connectAs(there, member);
    const grant = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspaceId });
    await changeRole(grant, { personId: member.personId, role: 'reader' });
    await vi.waitFor(() => expect(client.status).toBe('readOnly'), WITHIN);
  },
  async revoked(db: Database) {
    const { id, credential } = await here.linkTo(documentId, { by: admin, role: 'editor' });
    const guest = await connect(there, credential);
    await revokeShareLink(await authorize(db, { actor: admin, action: 'shareLink.change', on: id }));
    await vi.waitFor(() => expect(guest.closeCodes).toEqual([CLOSE.notFound]), WITHIN);
  },
  async trashed(db: Database) {
    const client = await connectAs(there, admin);
    await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: documentId }));
    await vi.waitFor(() => expect(client.closeCodes).toEqual([CLOSE.notFound]), WITHIN);
  },
};

describe.each(['LISTEN/NOTIFY', 'Redis'])('two nodes on %s', (bus) => {
  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), ThrowAwayRedis.start()]);
    const options = { databaseUrl: database.url, env: bus === 'Redis' ? { REDIS_URL: redis.url } : {} };
    here = new RunningCollab(options);
    there = new RunningCollab({ ...options, beside: here });
    await Promise.all([here.start(), there.start()]);
  });
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await Promise.all([database.drop(), redis.stop()]);
  });
  beforeEach(async () => {
    ({ admin, workspaceId, documentId } = await here.place());
  });

  test('NODE-15 what is written on either reaches the other, far sooner than it would be found', async () => {
    const [anna, bert] = [await connectAs(here, admin), await connectAs(there, admin)];
    for (let i = 0; i < 10; i++) {
      anna.type(`a${i}`);
      await vi.waitFor(() => expect(bert.text).toContain(`a${i} `), WITHIN);
      bert.type(`b${i}`);
      await vi.waitFor(() => expect(anna.text).toContain(`b${i} `), WITHIN);
    }
    await expectConverged(anna, bert);
  }, 15_000);

  test('NODE-15 what many write at once on both is the same on both', async () => {
    const all = await Promise.all([here, there, here, there].map((node) => connectAs(node, admin)));
    const stop = startTyping(all, 'w');
    await vi.waitFor(
      () => expect(all.every(({ acknowledged }) => acknowledged.size > 50)).toBe(true),
      PATIENCE,
    );
    stop();
    await expectConverged(...all);
    expect(await stored()).toHaveLength(all.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0));
  });

  test('NODE-7 people see each other across them', async () => {
    const bert = await here.member(workspaceId, 'editor');
    const [one, two] = [await connectAs(here, admin), await connectAs(there, bert)];
    two.provider.awareness.setLocalState({ user: { name: 'The Boss' }, place: 1 });
    await vi.waitFor(
      () => expect(seenBy(one, two)).toMatchObject({ place: 1, user: { id: bert.personId } }),
      PATIENCE,
    );
    await vi.waitFor(
      () => expect(seenBy(two, one)).toMatchObject({ user: { id: admin.personId } }),
      PATIENCE,
    );
    two.provider.disconnect();
    await vi.waitFor(() => expect(seenBy(one, two)).toBeUndefined(), PATIENCE);
  });

  test.each(Object.entries(endings))(
    'NODE-17, ATT-12, ATT-25 who is %s on one is cut off or downgraded on the other within two seconds',
    async (_how, end) => {
      await end(here.db);
    },
  );

  test.each(Object.entries(endings))(
    'NODE-4, ATT-12, ATT-25 who is %s is so within two seconds, though the message about it is lost',
    async (_how, end) => {
      await end({ ...here.db, bus: memoryBus() });
    },
  );

  test('FLT-9 one is killed: what was acknowledged is kept, and the rest have it within five seconds', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [anna, bert, carla] = [
        await connectAs(here, admin),
        await connectAs(here, admin),
        await connectAs(there, admin),
      ];
      // Nobody on the other node writes, which would make it read.
      const stop = startTyping([anna], `r${round}c`);
      await vi.waitFor(() => expect(anna.acknowledged.size).toBeGreaterThan(50), PATIENCE);
      const letGo = await lock(here, documentId);
      const before = words(bert.text).length;
      // Taken, and not stored.
      await vi.waitFor(() => expect(words(bert.text).length).toBeGreaterThan(before + 50), PATIENCE);
      await here.kill('SIGKILL');
      stop();
      await letGo();
      const kept = [...anna.acknowledged];
      await vi.waitFor(() => expect(words(carla.text)).toEqual(expect.arrayContaining(kept)), {
        timeout: 5_000,
      });
      expect(await stored()).toEqual(expect.arrayContaining(kept));
      anna.moveTo(there);
      bert.moveTo(there);
      await expectConverged(anna, bert, carla);
      await vi.waitFor(
        () => expect(seenBy(carla, anna)).toMatchObject({ user: { id: admin.personId } }),
        PATIENCE,
      );
      await here.start();
      for (const client of clients.splice(0)) client.destroy();
    }
  }, 120_000);

  test('NODE-11 one stops: its people are gone from the other at once, and go on there', async () => {
    const [anna, bert] = [await connectAs(here, admin), await connectAs(there, admin)];
    await vi.waitFor(() => expect(seenBy(bert, anna)).toBeDefined(), PATIENCE);
    anna.moveTo({ port: 9 });
    anna.type('pending');
    expect(await here.kill('SIGTERM')).toBe(0);
    await vi.waitFor(() => expect(seenBy(bert, anna)).toBeUndefined(), { timeout: 2_000 });
    anna.moveTo(there);
    await expectConverged(anna, bert);
    expect(bert.text).toBe('pending ');
    await here.start();
  });
});

describe('two nodes without their Redis', () => {
  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), ThrowAwayRedis.start()]);
    const options = { databaseUrl: database.url, env: { REDIS_URL: redis.url } };
    here = new RunningCollab(options);
    there = new RunningCollab({ ...options, beside: here });
    await Promise.all([here.start(), there.start()]);
  });
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await Promise.all([database.drop(), redis.stop()]);
  });
  beforeEach(async () => {
    ({ admin, workspaceId, documentId } = await here.place());
  });

  const losses = {
    'is killed': { lose: () => redis.stop(), restore: () => redis.start() },
    hangs: { lose: async () => redis.pause(), restore: async () => redis.resume() },
  };

  test.each(Object.entries(losses))(
    'FLT-9, NODE-5 Redis %s: nothing is lost, the nodes still meet, and access still ends within two seconds',
    async (_how, { lose, restore }) => {
      const [anna, bert] = [await connectAs(here, admin), await connectAs(there, admin)];
      await lose();
      for (let round = 0; round < ROUNDS; round++) {
        await endings.signedOut(here.db);
        await endings.demoted(here.db);
        await endings.revoked(here.db);
        const before = anna.acknowledged.size;
        const stop = startTyping([anna, bert], `r${round}c`);
        await vi.waitFor(() => expect(anna.acknowledged.size).toBeGreaterThan(before + 50), PATIENCE);
        stop();
        await vi.waitFor(() => expect([anna.status, bert.status]).toEqual(['saved', 'saved']), PATIENCE);
        // Without anything of its own to write, the other node has to find out by itself.
        anna.type(`last${round}`);
        await vi.waitFor(() => expect(anna.status).toBe('saved'), PATIENCE);
        const said = [...anna.acknowledged];
        await vi.waitFor(() => expect(words(bert.text)).toEqual(expect.arrayContaining(said)), {
          timeout: 5_000,
        });
      }
      await restore();
      await expectConverged(anna, bert);
      await vi.waitFor(() => {
        expect(seenBy(anna, bert)).toMatchObject({ user: { id: admin.personId } });
        expect(seenBy(bert, anna)).toMatchObject({ user: { id: admin.personId } });
      }, PATIENCE);
      await endings.trashed(here.db);
    },
    60_000 + ROUNDS * 10_000,
  );

  test('NODE-16 a node that starts while Redis is away serves, and hears of the others when it is back', async () => {
    await redis.stop();
    await there.kill('SIGTERM');
    await there.start();
    const [anna, bert] = [await connectAs(here, admin), await connectAs(there, admin)];
    anna.type('without');
    await vi.waitFor(() => expect(bert.text).toBe('without '), PATIENCE);
    await redis.start();
    await vi.waitFor(() => {
      expect(seenBy(anna, bert)).toBeDefined();
      expect(seenBy(bert, anna)).toBeDefined();
    }, PATIENCE);
    expect(there.output.join('')).not.toContain(new URL(redis.url).port);
  });
});
