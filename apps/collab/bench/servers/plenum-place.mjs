// Rows that a benchmark needs to be there: a workspace, documents in it, and a person with a token for each seat. Written
// directly, since what it costs to make them is not what is measured.
import { randomBytes } from 'node:crypto';
import { hashToken, newToken } from '@plenum/database/access/tokens';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import { collect } from '../../dist/projection/collect.js';

/** Rows of one insert. */
const BATCH = 1_000;
/** Documents with a seed of one insert. */
const SEEDED_BATCH = 5;

/**
 * Makes documents, and people who may write or only read them. A seed becomes a snapshot and the rows after it, and is
 * taken as projected, as the server leaves a document behind that many have worked on.
 * @param {import('@plenum/database/client').Database} db
 * @param {import('./start.mjs').Wanted} wanted
 * @returns {Promise<{ documents: string[], writers: string[], readers: string[] }>} ids and tokens
 */
export async function makePlace(db, { documents, writers, readers, seed }) {
  const slug = `bench-${randomBytes(6).toString('hex')}`;
  const { id: workspaceId } = await db.prisma.workspace.create({ data: { name: 'Benchmark', slug } });
  await inBatches(documents, (count) =>
    db.prisma.document.createMany({
      data: repeated(count, { workspaceId, kind: 'pad', title: 'Benchmark' }),
    }),
  );
  const where = { workspaceId };
  const made = await db.prisma.document.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  const ids = made.map(({ id }) => id);
  if (seed)
    await inBatches(documents, (count, from) => plant(db, ids.slice(from, from + count), seed), SEEDED_BATCH);
  return {
    documents: ids,
    writers: await makePeople(db, { workspaceId, role: 'editor', count: writers }),
    readers: await makePeople(db, { workspaceId, role: 'reader', count: readers }),
  };
}

/** People who cannot sign in, but have a token. */
async function makePeople(db, { workspaceId, role, count }) {
  const tokens = [];
  await inBatches(count, async (size) => {
    const data = Array.from({ length: size }, () => {
      const username = `bench-${randomBytes(8).toString('hex')}`;
      return { username, displayName: username, colour: 0, passwordHash: '', recoveryHash: '' };
    });
    const people = await db.prisma.person.createManyAndReturn({ data, select: { id: true } });
    await db.prisma.membership.createMany({
      data: people.map(({ id }) => ({ workspaceId, personId: id, role })),
    });
    const own = people.map(() => newToken());
    await db.prisma.apiToken.createMany({
      data: people.map(({ id }, i) => ({
        personId: id,
        name: 'benchmark',
        tokenHash: hashToken(db.secrets.tokenKey, own[i]),
      })),
    });
    tokens.push(...own);
  });
  return tokens;
}

async function plant(db, ids, { state, tail }) {
  const updates = [state, ...tail];
  const author = { authorKind: 'system', authorId: null };
  await db.prisma.documentUpdate.createMany({
    data: ids.flatMap((documentId) =>
      updates.map((data, i) => ({ documentId, seq: i + 1, ...author, data: Buffer.from(data) })),
    ),
  });
  const snapshot = collect([state]);
  const data = { seq: 1, state: Buffer.from(snapshot.state), known: Buffer.from(snapshot.known) };
  await db.prisma.documentSnapshot.createMany({
    data: ids.map((documentId) => ({ documentId, ...data })),
  });
  const projection = { seq: updates.length, version: PROJECTION_VERSION, text: '', outline: [] };
  await db.prisma.documentProjection.createMany({
    data: ids.map((documentId) => ({ documentId, ...projection })),
  });
  await db.prisma.document.updateMany({
    where: { id: { in: ids } },
    data: { lastSeq: updates.length },
  });
}

async function inBatches(count, make, size = BATCH) {
  for (let from = 0; from < count; from += size) await make(Math.min(count - from, size), from);
}

function repeated(count, row) {
  return Array.from({ length: count }, () => row);
}
