import { personOf } from '@plenum/domain/access/actor';
import { hasRole, ROLES } from '@plenum/domain/access/roles';
import { AppError, notFound } from '@plenum/domain/errors';
import { MEGABYTE } from '@plenum/domain/file-sizes';
import { type FileId, isId, type PersonId, type TransferJobId } from '@plenum/domain/ids';
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
import type { Prisma } from '../generated/client.ts';
import { beforeId, pageOf } from '../page.ts';
import { assertRoom } from './room.ts';

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

/** By what the files of one lie. */
const FILES = { id: true, fileId: true, tokenId: true } as const satisfies Prisma.TransferJobSelect;

type Files = Prisma.TransferJobGetPayload<{ select: typeof FILES }>;
type Row = Prisma.TransferJobGetPayload<{ select: typeof CARD }>;

/**
 * Has something made that goes out, in place of what they had made of the same in the same form. @param title what it is called.
 * @throws AppError `too_many` where they or the workspace have too much under way, or too many files that are ready; `unavailable` where the disk is full.
 */
export async function startExport(
  grant: Grant<'document.create'>,
  { form, documentId, locale, title }: NewExport & { title: string },
): Promise<TransferCard> {
  assertRoom(grant.db);
  const mine = own(grant);
  const what = { kind: 'export', form, documentId } as const;
  let former: Files[] = [];
  const card = await add(
    grant,
    { ...what, state: 'waiting', locale, title, dueAt: new Date() },
    async (tx) => {
      const where = { ...mine, ...what, state: 'done' } as const;
      former = await tx.transferJob.findMany({ where, select: FILES });
      await tx.transferJob.deleteMany({ where });
      await assertKept(tx, mine);
    },
  );
  for (const files of former) await removeFiles(grant, files);
  return card;
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
  const shut = await forgetShut(
    grant,
    items.filter(isMade).map(({ id }) => id),
  );
  return { items: items.filter(({ id }) => !shut.has(id)).map(cardOf), next };
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

/** What was made, to be fetched, and by what it lies. @throws AppError `not_found` where there is none, or none any more. */
export async function getTransferFile(
  grant: Grant<'document.create'>,
  id: TransferJobId,
): Promise<{ fileId: FileId; title: string; form: string; size: number; endedAt: Date }> {
  const { kind, state, form, size, title, endedAt, fileId } = await find(grant, id);
  if (kind !== 'export' || state !== 'done' || !form || size === null || !endedAt || !fileId)
    throw notFound();
  return { fileId, title, form, size: Number(size), endedAt };
}

/**
 * Ends something of one's own that is under way; what has ended stays as it is.
 * @returns whether it was under way.
 * @throws AppError `not_found`.
 */
export async function cancelTransfer(grant: Grant<'document.create'>, id: TransferJobId): Promise<boolean> {
  const { db } = grant;
  const files = await findOwn(grant, id);
  const where = { ...own(grant), id };
  const { count } = await db.prisma.transferJob.updateMany({
    where: { ...where, state: { in: [...UNDERWAY] } },
    data: { state: 'cancelled', dueAt: null, endedAt: new Date() },
  });
  if (count === 0) return false;
  // Whoever works on it may do nothing more from here on.
  await db.prisma.apiToken.deleteMany({ where: { transferJobs: { some: where } } });
  await removeFiles(grant, files);
  return true;
}

/** Forgets something of one's own that has ended, with its file; what is under way goes on. @throws AppError `not_found`. */
export async function forgetTransfer(grant: Grant<'document.create'>, id: TransferJobId): Promise<void> {
  const files = await findOwn(grant, id);
  const where = { ...own(grant), id, state: { notIn: [...UNDERWAY] } };
  const { count } = await grant.db.prisma.transferJob.deleteMany({ where });
  if (count > 0) await removeFiles(grant, files);
}

/** Ends something of one's own that is under way, and forgets what had ended, with its file. @throws AppError `not_found`. */
export async function endTransfer(grant: Grant<'document.create'>, id: TransferJobId): Promise<void> {
  if (!(await cancelTransfer(grant, id))) await forgetTransfer(grant, id);
}

async function add(
  grant: Grant<'document.create'>,
  data: Omit<Prisma.TransferJobUncheckedCreateInput, 'workspaceId' | 'personId'>,
  before: (tx: Prisma.TransactionClient) => Promise<void> = async () => {},
): Promise<TransferCard> {
  const mine = own(grant);
  const row = await grant.db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${mine.workspaceId}))`;
    const [ofOne, ofWorkspace] = await countsOf(tx, mine, { state: { in: [...UNDERWAY] } });
    if (ofOne >= TRANSFER_LIMITS.ofOne || ofWorkspace >= TRANSFER_LIMITS.ofWorkspace) {
      throw new AppError(
        'too_many',
        'Too much is being moved in and out here at this moment. Try again when some of it is done.',
        { retryAfter: 60 },
      );
    }
    await before(tx);
    return tx.transferJob.create({ data: { ...mine, ...data }, select: CARD });
  });
  return cardOf(row);
}

/** Asks that somebody and a workspace have not too many files that go out. */
async function assertKept(tx: Prisma.TransactionClient, mine: Own): Promise<void> {
  const state = { in: [...UNDERWAY, 'done' as const] };
  const [ofOne, ofWorkspace] = await countsOf(tx, mine, { kind: 'export', state });
  if (ofOne >= TRANSFER_LIMITS.keptOfOne) {
    throw new AppError(
      'too_many',
      'As many exports as may be are kept for you already. Fetch one of them, remove it, and try again.',
    );
  }
  if (ofWorkspace >= TRANSFER_LIMITS.keptOfWorkspace) {
    throw new AppError(
      'too_many',
      'As many exports as may be are kept in this workspace already. Remove one of yours, or try again tomorrow.',
    );
  }
}

function countsOf(
  tx: Prisma.TransactionClient,
  { personId, workspaceId }: Own,
  where: Prisma.TransferJobWhereInput,
): Promise<[number, number]> {
  return Promise.all([
    tx.transferJob.count({ where: { ...where, personId } }),
    tx.transferJob.count({ where: { ...where, workspaceId } }),
  ]);
}

async function find(grant: Grant<'document.create'>, id: TransferJobId) {
  if (!isId(id)) throw notFound();
  const select = { ...CARD, losses: true, left: true, fileId: true };
  const row = await grant.db.prisma.transferJob.findFirst({ where: { ...visible(grant), id }, select });
  if (!row || (isMade(row) && (await forgetShut(grant, [id])).has(id))) throw notFound();
  return row;
}

async function findOwn(grant: Grant<'document.create'>, id: TransferJobId): Promise<Files> {
  const where = { ...own(grant), id };
  const row = isId(id) ? await grant.db.prisma.transferJob.findFirst({ where, select: FILES }) : null;
  if (!row) throw notFound();
  return row;
}

/** Something made has a page in it that they may not edit any more: nobody is to fetch it, and it goes. Resolves to those that have. */
async function forgetShut(
  grant: Grant<'document.create'>,
  ids: readonly TransferJobId[],
): Promise<ReadonlySet<TransferJobId>> {
  if (ids.length === 0) return new Set();
  const { db, groups } = grant;
  const mine = own(grant);
  const roles = ROLES.filter((role) => hasRole(role, 'editor'));
  const { rows } = await db.pool.query<Files>(
    `DELETE FROM transfer_job j WHERE j.id = ANY($1::uuid[]) AND j.person_id = $2 AND j.state = 'done' AND EXISTS (
       SELECT 1 FROM document d WHERE d.id = ANY(j.page_ids) AND (d.workspace_id <> j.workspace_id
          OR d.scope_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM document_rule r WHERE r.document_id = d.scope_id AND r.role::text = ANY($3::text[])
                  AND (r.person_id = $2 OR r.group_id = ANY($4::uuid[])))))
     RETURNING j.id, j.file_id AS "fileId", j.token_id AS "tokenId"`,
    [ids, mine.personId, roles, groups],
  );
  for (const files of rows) await removeFiles(grant, files);
  return new Set(rows.map(({ id }) => id));
}

async function removeFiles({ db }: Grant<'document.create'>, { id, fileId, tokenId }: Files): Promise<void> {
  for (const file of [String(id), fileId, tokenId]) if (file) await db.transferFiles.remove(file);
}

function isMade({ kind, state }: Pick<Row, 'kind' | 'state'>): boolean {
  return kind === 'export' && state === 'done';
}

interface Own {
  workspaceId: string;
  personId: PersonId;
}

function own({ actor, workspaceId }: Grant<'document.create'>): Own {
  const personId = personOf(actor);
  if (personId === null) throw new AppError('forbidden', 'Only people move things in and out.');
  return { workspaceId, personId };
}

/** Of a branch that they may not edit any more nobody sees what they have made of it; what is under way they can cancel. */
function visible(grant: Grant<'document.create'>): Prisma.TransferJobWhereInput {
  const branch = [
    { documentId: null },
    { state: { in: [...UNDERWAY] } },
    { document: readable(grant, { least: 'editor', archived: 'too' }) },
  ];
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
