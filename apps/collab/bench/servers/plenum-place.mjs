// Rows that a benchmark needs to be there: a workspace, documents in it, and a person with a token for each seat. Written
// directly, since what it costs to make them is not what is measured.
import { randomBytes } from 'node:crypto';
import { hashToken, newToken } from '@plenum/database/access/tokens';

/** Rows of one insert. */
const BATCH = 1_000;

/**
 * Makes documents, and people who may write or only read them.
 * @param {import('@plenum/database/client').Database} db
 * @param {{ documents: number, writers: number, readers: number }} wanted
 * @returns {Promise<{ documents: string[], writers: string[], readers: string[] }>} ids and tokens
 */
export async function makePlace(db, { documents, writers, readers }) {
  const slug = `bench-${randomBytes(6).toString('hex')}`;
  const { id: workspaceId } = await db.prisma.workspace.create({ data: { name: 'Benchmark', slug } });
  await inBatches(documents, (count) =>
    db.prisma.document.createMany({
      data: repeated(count, { workspaceId, kind: 'pad', title: 'Benchmark' }),
    }),
  );
  const made = await db.prisma.document.findMany({ where: { workspaceId }, select: { id: true } });
  return {
    documents: made.map(({ id }) => id),
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

async function inBatches(count, make) {
  for (let left = count; left > 0; left -= BATCH) await make(Math.min(left, BATCH));
}

function repeated(count, row) {
  return Array.from({ length: count }, () => row);
}
