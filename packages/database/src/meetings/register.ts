import { DECISION_RESULTS } from '@plenum/domain/documents/decision-results';
import { folded } from '@plenum/domain/meetings/fold';
import type { DecisionFilter } from '@plenum/domain/meetings/schema';
import type { DecisionCard } from '@plenum/domain/meetings/types';
import type { Page, PageQuery } from '@plenum/domain/page';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { readable } from '../documents/readable.ts';
import type { Prisma } from '../generated/client.ts';
import { invalidCursor, pageOf } from '../page.ts';

/** Words that are looked for at once. */
const MOST_WORDS = 8;

/** The day, the document and the place in it of the last decision seen. */
const cursorSchema = z.tuple([z.iso.datetime(), z.uuid(), z.int()]);

/**
 * The decisions of a workspace as far as whoever asks may read their documents, the latest meeting first, and those of one in their order. What
 * lies in the trash, and in templates, is not among them.
 */
export async function listDecisions(
  grant: Grant<'workspace.read'>,
  { filter, ...page }: PageQuery & { filter: DecisionFilter },
): Promise<Page<DecisionCard>> {
  const words = folded(filter.words).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const rows = await grant.db.prisma.decision.findMany({
    where: {
      document: readable(grant),
      ...(filter.result && { result: filter.result }),
      AND: [...words.map((word) => ({ folded: { contains: word } })), behind(page)],
    },
    orderBy: [{ document: { datedAt: 'desc' } }, { documentId: 'desc' }, { position: 'asc' }],
    take: page.limit + 1,
    select: {
      documentId: true,
      blockId: true,
      position: true,
      text: true,
      result: true,
      yes: true,
      no: true,
      abstain: true,
      document: { select: { title: true, datedAt: true, workspaceId: true } },
    },
  });
  const { items, next } = pageOf({
    rows,
    limit: page.limit,
    cursorOf: ({ document, documentId, position }) =>
      Buffer.from(JSON.stringify([document.datedAt.toISOString(), documentId, position])).toString(
        'base64url',
      ),
  });
  return {
    next,
    items: items.map(({ document, result, position: _, ...decision }) => ({
      ...decision,
      result: DECISION_RESULTS.find((one) => one === result) ?? 'open',
      title: document.title,
      workspaceId: document.workspaceId,
      at: document.datedAt,
    })),
  };
}

/** What comes after the page before. */
function behind({ cursor }: PageQuery): Prisma.DecisionWhereInput {
  if (cursor === undefined) return {};
  const [time, documentId, position] = readCursor(cursor);
  const datedAt = new Date(time);
  return {
    OR: [
      { document: { datedAt: { lt: datedAt } } },
      { document: { datedAt }, documentId: { lt: documentId } },
      { documentId, position: { gt: position } },
    ],
  };
}

/** @throws AppError `invalid_input` for a cursor that no page gave out. */
function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw invalidCursor(cause);
  }
}
