import { listBranchTemplates } from '@plenum/database/documents/branch-templates';
import type { DocumentId } from '@plenum/domain/ids';
import { getTranslations } from 'next-intl/server';
import { beginningFrom, type Seed } from '#lib/create-from-template.ts';
import { grantFor } from '#lib/session.ts';

/** Says that a page begins with nothing, whatever its branch says. */
export const EMPTY_PAGE = 'empty';

/**
 * What a new page begins with: the template that is chosen, else the one that the page above says, else nothing.
 * @param template the id of one, or {@link EMPTY_PAGE}; empty or left out where nothing is chosen.
 */
export async function beginPage(
  workspaceId: string,
  { parentId, template }: { parentId: DocumentId | null; template: string | undefined },
): Promise<{ title: string; begunFrom?: DocumentId } & (Seed | { seed: null })> {
  const id = template || (parentId && (await chosenAbove(workspaceId, parentId)));
  if (!id || id === EMPTY_PAGE) return { title: (await getTranslations('wiki'))('untitled'), seed: null };
  const { kind: _, ...begun } = await beginningFrom(await grantFor('document.read', id));
  return begun;
}

async function chosenAbove(workspaceId: string, parentId: DocumentId): Promise<DocumentId | null> {
  const templates = await listBranchTemplates(await grantFor('workspace.read', workspaceId), parentId);
  return templates.find(({ begins }) => begins)?.id ?? null;
}
