import { slidesAnswer } from '#app/slides-answer.ts';
import { loadSlides } from '#features/documents/loaders.ts';
import { documentPath } from '#lib/paths.ts';

type Context = { params: Promise<{ id: string }> };

/** A document as slides, for whoever may read it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const slides = await loadSlides(id);
  return slidesAnswer(request, { ...slides, token: null, isFrozen: false, leaveTo: documentPath(id) });
}
