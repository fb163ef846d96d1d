'use server';

import { asAppError } from '@plenum/database/as-app-error';
import { setProperties } from '@plenum/database/documents/properties';
import { getDocument } from '@plenum/database/documents/reads';
import { createDocument, patchDocument } from '@plenum/database/documents/writes';
import { setStartPage } from '@plenum/database/wiki/start-page';
import { stepPage as step } from '@plenum/database/wiki/writes';
import { REPLACEMENT_LIMITS, type Replaced, replacementSchema } from '@plenum/domain/documents/replacement';
import { documentPropertiesSchema, iconSchema, typedTagsSchema } from '@plenum/domain/documents/schema';
import type { AppError } from '@plenum/domain/errors';
import { type DocumentId, idSchema } from '@plenum/domain/ids';
import { STEPS } from '@plenum/domain/wiki/steps';
import { replaceWords } from '@plenum/exchange/replace-words';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { sentence } from '#i18n/sentences.ts';
import { beginPage, EMPTY_PAGE } from '#lib/begin-page.ts';
import { formAction } from '#lib/form-action.ts';
import { documentPath, documentPlacePath } from '#lib/paths.ts';
import { inSearchSlot } from '#lib/search-slots.ts';
import { grantFor } from '#lib/session.ts';

/** What a field says that nothing is chosen in. */
const emptyAsNull = z.literal('').transform(() => null);

/** Empty for the top of the tree. */
const parentSchema = z.literal('').or(idSchema);

/** A page after which another comes; `first` for the first place, empty or left out for the last. */
const afterSchema = z.enum(['', 'first']).or(idSchema).optional();

const byDocument = z.object({ documentId: idSchema });

/** Makes a page and opens it: empty, or with what its branch or whoever makes it chooses. */
export const createPage = formAction({
  schema: z.object({
    workspaceId: idSchema,
    parentId: parentSchema.optional(),
    after: afterSchema,
    template: z.enum(['', EMPTY_PAGE]).or(idSchema).optional(),
  }),
  async act({ workspaceId, parentId, after, template }): Promise<undefined> {
    const into = await grantFor('document.create', workspaceId);
    const { id } = await createDocument(into, {
      ...(await beginPage(workspaceId, { parentId: parentId || null, template })),
      kind: 'wiki',
      parentId: parentId || null,
      ...placeAfter(after),
    });
    redirect(documentPath(id));
  },
});

/** Moves a page below another one, or to the top. */
export const movePage = formAction({
  schema: byDocument.extend({ parentId: parentSchema, after: afterSchema }),
  async act({ documentId, parentId, after }): Promise<undefined> {
    const grant = await grantFor('document.organise', documentId);
    await patchDocument(grant, { patch: { parentId: parentId || null, ...placeAfter(after) } });
    showAnew();
  },
});

/** Moves a page by one step. */
export const stepPage = formAction({
  schema: byDocument.extend({ step: z.enum(STEPS) }),
  async act({ documentId, step: way }): Promise<undefined> {
    const grant = await grantFor('document.organise', documentId);
    await step(grant, { step: way, sees: await grantFor('workspace.read', grant.workspaceId) });
    showAnew();
  },
});

/** Lets a wiki begin with a page, or no longer with any. */
export const changeStartPage = formAction({
  schema: z.object({ workspaceId: idSchema, pageId: z.literal('').or(idSchema) }),
  async act({ workspaceId, pageId }): Promise<undefined> {
    const grant = await grantFor('workspace.manage', workspaceId);
    await setStartPage(grant, {
      pageId: pageId || null,
      sees: await grantFor('workspace.read', workspaceId),
    });
    showAnew();
  },
});

/** Gives a page an icon, or takes it away. */
export const changeIcon = formAction({
  schema: byDocument.extend({ icon: z.literal('').or(iconSchema) }),
  async act({ documentId, icon }): Promise<undefined> {
    await patchDocument(await grantFor('document.organise', documentId), { patch: { icon: icon || null } });
    showAnew();
  },
});

/** Chooses what a document is about, and leads back to it. */
export const changeTags = formAction({
  schema: byDocument.extend({ tags: typedTagsSchema }),
  async act({ documentId, tags }): Promise<undefined> {
    await patchDocument(await grantFor('document.organise', documentId), { patch: { tags } });
    revalidatePath('/', 'layout');
    redirect(documentPath(documentId));
  },
});

/** Says who looks after a document, until when, and what it is; leads back to it. */
export const changeProperties = formAction({
  schema: byDocument.extend({
    // An owner whom one does not see stays.
    ownerId: z.union([idSchema, emptyAsNull, z.literal('same').transform(() => undefined)]),
    reviewOn: emptyAsNull.or(documentPropertiesSchema.shape.reviewOn),
    status: emptyAsNull.or(documentPropertiesSchema.shape.status),
  }),
  async act({ documentId, ...properties }): Promise<undefined> {
    await setProperties(await grantFor('document.organise', documentId), properties);
    revalidatePath('/', 'layout');
    redirect(documentPath(documentId));
  },
});

/** Makes a wiki page of a pad, at a place, or a pad of a page. */
export const changeKind = formAction({
  schema: byDocument.extend({ kind: z.enum(['pad', 'wiki']), parentId: parentSchema.optional() }),
  async act({ documentId, kind, parentId }): Promise<undefined> {
    const patch = { kind, ...(parentId !== undefined && kind === 'wiki' && { parentId: parentId || null }) };
    await patchDocument(await grantFor('document.organise', documentId), { patch });
    revalidatePath('/', 'layout');
    redirect(kind === 'wiki' ? documentPlacePath(documentId) : documentPath(documentId));
  },
});

/** What became of a page in which something was to be replaced; without a title where it may not be read, or is gone. */
export type ReplacedPage = { title: string | null } & (
  | { refused: null; result: Replaced }
  | { refused: string }
);

const yes = z.literal('yes').optional();

/** Replaces words in each of some pages as it is now. What is refused in one of them keeps nothing from the others. */
export const replaceInPages = formAction({
  lists: ['pages'],
  schema: z.object({
    find: replacementSchema.shape.find,
    with: replacementSchema.shape.with,
    matchesCase: yes,
    wholeWords: yes,
    pages: z
      .array(idSchema)
      .min(1, 'Choose at least one page.')
      .max(REPLACEMENT_LIMITS.documents)
      .transform((ids) => [...new Set(ids)]),
  }),
  async act({ pages, matchesCase, wholeWords, ...words }): Promise<ReplacedPage[]> {
    const replacement = { ...words, matchesCase: matchesCase === 'yes', wholeWords: wholeWords === 'yes' };
    const done: ReplacedPage[] = [];
    const refusals: AppError[] = [];
    for (const id of pages) {
      let result: Replaced | null = null;
      const refused = await refusalOf(async () => {
        const grant = await grantFor('document.write', id);
        result = await inSearchSlot(grant.actor, () => replaceWords(grant, replacement));
      });
      const title = await titleOf(id);
      if (result) done.push({ title, refused: null, result });
      if (!refused) continue;
      refusals.push(refused);
      done.push({ title, refused: sentence(await getLocale(), refused.message) });
    }
    const [first] = refusals;
    if (first && refusals.length === pages.length) throw first;
    showAnew();
    return done;
  },
});

/** Why something was not done; null where it was. @throws whatever says nothing to people, or is about whoever asks. */
async function refusalOf(act: () => Promise<void>): Promise<AppError | null> {
  try {
    await act();
    return null;
  } catch (error) {
    const known = asAppError(error);
    if (!known || known.code === 'not_signed_in') throw error;
    return known;
  }
}

/** Null also where it cannot be asked at this moment: what was done is told all the same. */
async function titleOf(id: DocumentId): Promise<string | null> {
  try {
    return (await getDocument(await grantFor('document.read', id))).title;
  } catch {
    return null;
  }
}

function placeAfter(after: string | undefined): { after?: string | null } {
  if (!after) return {};
  return { after: after === 'first' ? null : after };
}

/** The tree stands beside every page. */
function showAnew(): void {
  revalidatePath('/', 'layout');
}
