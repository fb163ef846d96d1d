import type { MediaFilter } from '@plenum/domain/files/schema';
import type { MediaCard, NamedDocument } from '@plenum/domain/files/types';
import type { AttachmentId, DocumentId } from '@plenum/domain/ids';
import { isId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { PICTURE_TYPES } from '@plenum/domain/picture-types';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { readable } from '../documents/readable.ts';
import type { Prisma } from '../generated/client.ts';
import { literal } from '../literal.ts';
import { invalidCursor, pageOf } from '../page.ts';
import { CARD, cardOf } from './attachments.ts';

/** Documents that are named for one file. */
const MOST_USES = 5;

/** Words that are looked for at once. */
const MOST_WORDS = 8;

/** What no text shows or leads to, nor may a public version, or a link to the text of one moment, which have texts of their own. */
const UNUSED: Prisma.AttachmentWhereInput = {
  isUsed: false,
  document: { publicPage: null, shareLinks: { none: { frozen: { isNot: null } } } },
};

/** Attachment and document of the last row seen. */
const cursorSchema = z.tuple([z.uuid(), z.uuid()]);

/**
 * The attachments of all documents of a workspace that whoever asks may read, those that were uploaded last first. What lies in the trash,
 * and in templates, is not among them.
 */
export async function listMedia(
  grant: Grant<'workspace.read'>,
  { filter, ...page }: PageQuery & { filter: MediaFilter },
): Promise<Page<MediaCard>> {
  const words = filter.words.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const pictures = [...PICTURE_TYPES];
  const rows = await grant.db.prisma.attachment.findMany({
    where: {
      document: readable(grant),
      ...(filter.kind === 'pictures' && { mediaType: { in: pictures } }),
      ...(filter.kind === 'other' && { mediaType: { notIn: pictures } }),
      AND: [
        ...words.map((word) => ({ name: { contains: literal(word), mode: 'insensitive' as const } })),
        behind(page),
        filter.only === 'unused' ? UNUSED : {},
      ],
    },
    orderBy: [{ id: 'desc' }, { documentId: 'desc' }],
    take: page.limit + 1,
    select: { ...CARD, documentId: true, isUsed: true, document: { select: { title: true } } },
  });
  const { items, next } = pageOf({
    rows,
    limit: page.limit,
    cursorOf: ({ id, documentId }) => Buffer.from(JSON.stringify([id, documentId])).toString('base64url'),
  });
  const uses = await usesOf(
    grant,
    items.map(({ id }) => id),
  );
  return {
    next,
    items: items.map(({ document: { title }, documentId, isUsed, ...row }) => ({
      ...cardOf(row),
      documentId,
      title,
      isUsed,
      usedIn: uses.get(row.id) ?? [],
    })),
  };
}

/** The documents whose texts show attachments, as far as they may be read. */
async function usesOf(
  grant: Grant<'workspace.read'>,
  ids: AttachmentId[],
): Promise<Map<AttachmentId, NamedDocument[]>> {
  const rows = await grant.db.prisma.documentFile.findMany({
    where: { attachmentId: { in: ids }, document: readable(grant) },
    orderBy: { documentId: 'asc' },
    take: ids.length * MOST_USES,
    select: { attachmentId: true, documentId: true, document: { select: { title: true } } },
  });
  const uses = new Map<AttachmentId, NamedDocument[]>();
  for (const { attachmentId, documentId, document } of rows) {
    const known = uses.get(attachmentId) ?? [];
    if (known.length < MOST_USES) uses.set(attachmentId, [...known, { documentId, title: document.title }]);
  }
  return uses;
}

/** What comes after the page before. */
function behind({ cursor }: PageQuery): Prisma.AttachmentWhereInput {
  if (cursor === undefined) return {};
  const [id, documentId] = readCursor(cursor);
  return { OR: [{ id: { lt: id } }, { id, documentId: { lt: documentId } }] };
}

/** @throws AppError `invalid_input` for a cursor that no page gave out. */
function readCursor(cursor: string): [AttachmentId, DocumentId] {
  try {
    const [id, documentId] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (isId(id) && isId(documentId)) return [id, documentId];
  } catch (cause) {
    throw invalidCursor(cause);
  }
  throw invalidCursor();
}
