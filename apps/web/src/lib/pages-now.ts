import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { listBranch } from '@plenum/database/documents/branch';
import { getDocumentState } from '@plenum/database/documents/reads';
import type { NewPublicPage } from '@plenum/database/publications/writes';
import type { Cover } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { textFromJson } from '@plenum/editor/text/text-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';

/** The document, or the branch that begins with it, as it is now: what may be read of it by whoever asks. */
export async function pagesNow(grant: Grant<'document.share'>, covers: Cover): Promise<NewPublicPage[]> {
  const branch = await listBranch(grant);
  const pages: NewPublicPage[] = [];
  for (const { id: documentId, parentId, title } of covers === 'branch' ? branch : branch.slice(0, 1)) {
    const page = await pageOf(grant, documentId);
    if (page) pages.push({ documentId, parentId, title, ...page });
  }
  return pages;
}

async function pageOf(
  { actor, db }: Grant<'document.share'>,
  documentId: string,
): Promise<Pick<NewPublicPage, 'content' | 'text'> | null> {
  try {
    const read = await authorize(db, { actor, action: 'document.read', on: documentId });
    const { update } = await getDocumentState(read);
    const content = jsonFromUpdate(update);
    return { content: JSON.parse(JSON.stringify(content)), text: textFromJson(content) };
  } catch (error) {
    // It was thrown away meanwhile.
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
