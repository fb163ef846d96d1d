import { forScript } from '#app/api/files/own-page.ts';
import { mayUpload } from '#features/files/loaders.ts';
import { beginParts } from '#lib/files/partial-upload.ts';
import { SHARE_HEADER } from '#lib/files/share-header.ts';
import { partPath } from '#lib/paths.ts';

type Context = { params: Promise<{ document: string }> };

/** Begins a large file for a document, from a page of ours alone: it comes in parts. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { document: documentId } = await params;
  const ask = () => mayUpload(documentId, request.headers.get(SHARE_HEADER));
  return forScript(() => beginParts(request, ask, (id) => partPath(documentId, id)));
}
