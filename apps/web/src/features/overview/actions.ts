'use server';

import { asAppError } from '@plenum/database/as-app-error';
import { setFavourite } from '@plenum/database/documents/favourites';
import { moveToWorkspace } from '@plenum/database/documents/moving';
import { getDocument } from '@plenum/database/documents/reads';
import { forgetRecent } from '@plenum/database/documents/recent';
import { restoreDocument } from '@plenum/database/documents/trash';
import { trashDocument } from '@plenum/database/documents/writes';
import { severalSchema } from '@plenum/domain/documents/schema';
import { type DocumentId, idSchema } from '@plenum/domain/ids';
import { revalidatePath } from 'next/cache';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { sentence } from '#i18n/sentences.ts';
import { formAction } from '#lib/form-action.ts';
import { log } from '#lib/log.ts';
import { grantFor, grantForSelf } from '#lib/session.ts';

/** What came of doing something with several documents. */
export interface Outcome {
  what: 'trash' | 'move' | 'favourite' | 'unfavourite' | 'restore';
  done: DocumentId[];
  /** What could not be done, and why; the title is null where the document is not there for whoever asks. */
  failed: { title: string | null; reason: string }[];
}

const WHAT = ['trash', 'move', 'favourite', 'unfavourite'] as const;

/** Does something with several documents, each by its own rights. */
export const organise = formAction({
  lists: ['documentIds'],
  schema: z.object({
    documentIds: severalSchema,
    what: z.enum(WHAT),
    workspaceId: z.literal('').or(idSchema).optional(),
  }),
  async act({ documentIds, what, workspaceId }): Promise<Outcome> {
    const into = what === 'move' ? await grantFor('document.create', workspaceId || '') : null;
    const outcome = await withEach(documentIds, async (id) => {
      if (into) await moveToWorkspace(await grantFor('document.restrict', id), into);
      else if (what === 'trash') await trashDocument(await grantFor('document.organise', id));
      else await setFavourite(await grantFor('document.read', id), what === 'favourite');
    });
    revalidatePath('/w/[slug]', 'page');
    return { what, ...outcome };
  },
});

/** Takes several documents out of the trash of a workspace. */
export const restoreSeveral = formAction({
  lists: ['documentIds'],
  schema: z.object({ documentIds: severalSchema, workspaceId: idSchema }),
  async act({ documentIds, workspaceId }): Promise<Outcome> {
    const grant = await grantFor('document.create', workspaceId);
    const outcome = await withEach(documentIds, (id) => restoreDocument(grant, id));
    revalidatePath('/w/[slug]', 'page');
    return { what: 'restore', ...outcome };
  },
});

/** Empties the list of what one opened lately. */
export const emptyRecent = formAction({
  schema: z.object({}),
  async act(): Promise<undefined> {
    await forgetRecent(await grantForSelf('account.organise'));
    revalidatePath('/w/[slug]', 'page');
  },
});

/** One after the other, so that what others do is not held up; each whatever came of those before it. */
async function withEach(
  ids: readonly DocumentId[],
  act: (id: DocumentId) => Promise<void>,
): Promise<Omit<Outcome, 'what'>> {
  const [done, failed]: [DocumentId[], Outcome['failed']] = [[], []];
  const locale = await getLocale();
  for (const id of ids) {
    try {
      await act(id);
      done.push(id);
    } catch (error) {
      const known = asAppError(error);
      if (known?.code === 'not_signed_in') throw error;
      if (known !== error) log.error({ err: error }, 'one of several documents failed');
      const reason = known?.message ?? 'This did not work. Try again.';
      failed.push({ title: await titleOf(id), reason: sentence(locale, reason) });
    }
  }
  return { done, failed };
}

async function titleOf(id: DocumentId): Promise<string | null> {
  try {
    return (await getDocument(await grantFor('document.read', id))).title;
  } catch {
    return null;
  }
}
