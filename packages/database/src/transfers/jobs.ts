import { personOf } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import { MEGABYTE } from '@plenum/domain/file-sizes';
import { isId, type PersonId, type TransferJobId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import {
  leftBehindSchema,
  lossesSchema,
  type NewExport,
  type NewImport,
  TRANSFER_LIMITS,
} from '@plenum/domain/transfers/schema';
import type { TransferCard, TransferReport } from '@plenum/domain/transfers/types';
import type { Grant } from '../access/grant.ts';
import { findSettings } from '../accounts/instance.ts';
import { readable } from '../documents/readable.ts';
import { freeBytes } from '../embedded/folders.ts';
import type { Prisma } from '../generated/client.ts';
import { beforeId, pageOf } from '../page.ts';

/** Bytes of the disk that exports leave free: the database may lie there. */
const FLOOR = 1024 ** 3;

/** For what must not happen twice at once in a workspace. */
const LOCK = 720_049;

/** What has not ended. */
const UNDERWAY = ['coming', 'waiting', 'working'] as const;

const CARD = {
  id: true,
  kind: true,
  state: true,
  form: true,
  documentId: true,
  title: true,
  done: true,
  total: true,
  size: true,
  failure: true,
  createdAt: true,
  endedAt: true,
} as const satisfies Prisma.TransferJobSelect;

type Row = Prisma.TransferJobGetPayload<{ select: typeof CARD }>;

/**
 * Has something made that goes out. @param title what it is called.
 * @throws AppError `too_many` where they or the workspace have too much under way, or made and kept; `unavailable` where the disk is nearly full.
 */
export async function startExport(
  grant: Grant<'document.create'>,
  { form, documentId, locale, title }: NewExport & { title: string },
): Promise<TransferCard> {
  if (freeBytes(grant.db.dataDir) < FLOOR) {
    throw new AppError(
      'unavailable',
      'The disk of this Plenum is nearly full. Ask whoever runs it for room.',
    );
  }
  const kept = { kind: 'export', state: 'done', size: { not: null } } as const;
  const { workspaceId, personId } = own(grant);
  const [ofOne, ofWorkspace] = await Promise.all([
    grant.db.prisma.transferJob.count({ where: { personId, ...kept } }),
    grant.db.prisma.transferJob.count({ where: { workspaceId, ...kept } }),
  ]);
  if (ofOne >= TRANSFER_LIMITS.keptOfOne || ofWorkspace >= TRANSFER_LIMITS.keptOfWorkspace) {
    throw new AppError(
      'too_many',
      'Much that was made waits here to be fetched. Forget some of it, or wait for a day, then start again.',
    );
  }
  return add(grant, { kind: 'export', state: 'waiting', form, documentId, locale, title, dueAt: new Date() });
}

/**
 * Prepares for a file that is to come in: until {@link fileCame} says so it is still being sent.
 * @returns its id, by which it is stored, and the bytes that it may have.
 * @throws AppError `too_many` as {@link startExport} does.
 */
export async function awaitFile(
  grant: Grant<'document.create'>,
  { documentId, locale, isAgain }: NewImport,
): Promise<{ id: TransferJobId; most: number }> {
  const { workspaceMegabytes } = await findSettings(grant.db);
  const most = Math.min(workspaceMegabytes, TRANSFER_LIMITS.megabytes) * MEGABYTE;
  const columns = { documentId, locale, isAgain, title: '' };
  const { id } = await add(grant, { kind: 'import', state: 'coming', ...columns });
  return { id, most };
}

/** Says that a file is there, and has it moved in. @throws AppError `not_found` where that was cancelled meanwhile. */
export async function fileCame(
  grant: Grant<'document.create'>,
  { id, title, size }: { id: TransferJobId; title: string; size: number },
): Promise<TransferCard> {
  const where = { ...own(grant), id, state: 'coming' } as const;
  const data = { state: 'waiting', title, size, dueAt: new Date() } as const;
  const { count } = await grant.db.prisma.transferJob.updateMany({ where, data });
  if (count === 0) throw notFound();
  return getTransfer(grant, id);
}

/** What somebody has moved in or out of a workspace, as far as they have the right still; the latest first. */
export async function listTransfers(
  grant: Grant<'document.create'>,
  { limit, cursor }: PageQuery,
): Promise<Page<TransferCard>> {
  const rows = await grant.db.prisma.transferJob.findMany({
    where: { ...visible(grant), id: beforeId({ limit, cursor }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: CARD,
  });
  const { items, next } = pageOf({ rows, limit, cursorOf: ({ id }) => id });
  return { items: items.map(cardOf), next };
}

/** One of these. @throws AppError `not_found`. */
export async function getTransfer(
  grant: Grant<'document.create'>,
  id: TransferJobId,
): Promise<TransferReport> {
  const row = await find(grant, id);
  return {
    ...cardOf(row),
    losses: lossesSchema.catch([]).parse(row.losses),
    left: leftBehindSchema.nullable().catch(null).parse(row.left),
  };
}

/** What was made, to be fetched. @throws AppError `not_found` where there is none, or none any more. */
export async function getTransferFile(
  grant: Grant<'document.create'>,
  id: TransferJobId,
): Promise<{ id: TransferJobId; title: string; form: string; size: number; endedAt: Date }> {
  const { kind, state, form, size, title, endedAt } = await find(grant, id);
  if (kind !== 'export' || state !== 'done' || form === null || size === null || endedAt === null)
    throw notFound();
  return { id, title, form, size: Number(size), endedAt };
}

/** Ends something that is under way, and forgets what has ended, with its file. @throws AppError `not_found`. */
export async function endTransfer(grant: Grant<'document.create'>, id: TransferJobId): Promise<void> {
  const { db } = grant;
  if (!isId(id)) throw notFound();
  // Also of a branch that they lost: what they have made of it is not to be kept for that.
  const where = { ...own(grant), id };
  if ((await db.prisma.transferJob.count({ where })) === 0) throw notFound();
  const ended = await db.prisma.transferJob.updateMany({
    where: { ...where, state: { in: [...UNDERWAY] } },
    data: { state: 'cancelled', dueAt: null, endedAt: new Date() },
  });
  // Whoever works on it may do nothing more from here on.
  await db.prisma.apiToken.deleteMany({ where: { transferJobs: { some: where } } });
  if (ended.count === 0) await db.prisma.transferJob.deleteMany({ where });
  await db.transferFiles.remove(String(id));
}

async function add(
  grant: Grant<'document.create'>,
  data: Omit<Prisma.TransferJobUncheckedCreateInput, 'workspaceId' | 'personId'>,
): Promise<TransferCard> {
  const mine = own(grant);
  const row = await grant.db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${mine.workspaceId}))`;
    const state = { in: [...UNDERWAY] };
    const [ofOne, ofWorkspace] = await Promise.all([
      tx.transferJob.count({ where: { personId: mine.personId, state } }),
      tx.transferJob.count({ where: { workspaceId: mine.workspaceId, state } }),
    ]);
    if (ofOne >= TRANSFER_LIMITS.ofOne || ofWorkspace >= TRANSFER_LIMITS.ofWorkspace) {
      throw new AppError(
        'too_many',
        'Too much is being moved in and out here at this moment. Try again when some of it is done.',
        { retryAfter: 60 },
      );
    }
    return tx.transferJob.create({ data: { ...mine, ...data }, select: CARD });
  });
  return cardOf(row);
}

async function find(grant: Grant<'document.create'>, id: TransferJobId) {
  if (!isId(id)) throw notFound();
  const select = { ...CARD, losses: true, left: true };
  const row = await grant.db.prisma.transferJob.findFirst({ where: { ...visible(grant), id }, select });
  if (!row) throw notFound();
  return row;
}

function own({ actor, workspaceId }: Grant<'document.create'>): { workspaceId: string; personId: PersonId } {
  const personId = personOf(actor);
  if (personId === null) throw new AppError('forbidden', 'Only people move things in and out.');
  return { workspaceId, personId };
}

/** Of a branch that they may not edit any more nobody sees what they have made of it. */
function visible(grant: Grant<'document.create'>): Prisma.TransferJobWhereInput {
  const branch = [{ documentId: null }, { document: readable(grant, { least: 'editor', archived: 'too' }) }];
  return { ...own(grant), OR: branch };
}

function cardOf({ kind, state, form, size, ...row }: Row): TransferCard {
  return {
    ...row,
    kind,
    state,
    form: form as TransferCard['form'],
    size: kind === 'export' && state === 'done' && size !== null ? Number(size) : null,
  };
}
