import { AppError } from '@plenum/domain/errors';
import { slidesAnswer } from '#app/slides-answer.ts';
import { loadSharedSlides } from '#features/shares/loaders.ts';
import { sharedDocumentPath, sharePath } from '#lib/paths.ts';
import { seeOther } from './shared-answer.ts';

/** A document that a link leads to, as slides. Where the link is locked or gone, its own page says so. */
export async function presentShared(
  request: Request,
  { token, documentId }: { token: string; documentId?: string },
): Promise<Response> {
  const leaveTo = documentId === undefined ? sharePath(token) : sharedDocumentPath(token, documentId);
  try {
    return await slidesAnswer(request, { ...(await loadSharedSlides(token, documentId)), token, leaveTo });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // A page that follows the text is told that there is none any more.
    if (new URL(request.url).searchParams.has('part')) return new Response(null, { status: 404 });
    return seeOther(leaveTo);
  }
}
