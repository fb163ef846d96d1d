'use server';

import { archiveDocument, unarchiveDocument } from '@plenum/database/documents/archive';
import { splitSchema } from '@plenum/domain/documents/splitting';
import { idSchema } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import { mergeDocuments } from '@plenum/exchange/merge-documents';
import { splitDocument as split } from '@plenum/exchange/split-document';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { formAction } from '#lib/form-action.ts';
import { documentPath } from '#lib/paths.ts';
import { inSearchSlot } from '#lib/search-slots.ts';
import { grantFor } from '#lib/session.ts';

const byDocument = z.object({ documentId: idSchema });

/** Makes pages of sections of a document, and leads back to it, where a link stands in each one's place. */
export const splitDocument = formAction({
  schema: byDocument.extend({ level: z.string().optional(), blockId: z.string().optional() }),
  async act({ documentId, ...which }): Promise<undefined> {
    const by = parseInput(splitSchema, which.blockId ? { blockId: which.blockId } : { level: which.level });
    const untitled = (await getTranslations('wiki'))('untitled');
    const grant = await grantFor('document.write', documentId);
    await inSearchSlot(grant.actor, () => split(grant, { by, untitled }));
    leadTo(documentPath(documentId));
  },
});

/** Puts a document's text behind that of another one, and leads there. */
export const mergeDocument = formAction({
  schema: byDocument.extend({ into: idSchema, mayChangeReaders: z.literal('yes').optional() }),
  async act({ documentId, into, mayChangeReaders }): Promise<undefined> {
    const grant = await grantFor('document.organise', documentId);
    const target = await grantFor('document.write', into);
    const options = { mayChangeReaders: mayChangeReaders === 'yes' };
    await inSearchSlot(grant.actor, () => mergeDocuments(grant, target, options));
    leadTo(documentPath(into));
  },
});

/** Puts a document into the archive, or takes it out. */
export const archive = formAction({
  schema: byDocument.extend({ isArchived: z.stringbool() }),
  async act({ documentId, isArchived }): Promise<undefined> {
    const grant = await grantFor('document.archive', documentId);
    await (isArchived ? archiveDocument(grant) : unarchiveDocument(grant));
    leadTo(documentPath(documentId));
  },
});

/** The tree stands beside every page. */
function leadTo(path: string): never {
  revalidatePath('/', 'layout');
  redirect(path);
}
