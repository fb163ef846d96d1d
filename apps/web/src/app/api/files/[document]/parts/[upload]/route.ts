import { forScript, inTheirLanguage, knownOf } from '#app/api/files/own-page.ts';
import { mayUpload } from '#features/files/loaders.ts';
import { problemOf } from '#lib/api/problem.ts';
import { endUpload, takePart, tellParts } from '#lib/files/partial-upload.ts';
import { SHARE_HEADER } from '#lib/files/share-header.ts';

type Context = { params: Promise<{ document: string; upload: string }> };

/** How much of a file has come, and what it has become. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { document, upload } = await params;
  try {
    return await tellParts(asking(request, document), upload);
  } catch (error) {
    return problemOf(await inTheirLanguage(knownOf(error)), () => {});
  }
}

/** Takes the next part of a file. */
export async function PATCH(request: Request, { params }: Context): Promise<Response> {
  const { document, upload } = await params;
  return forScript(() => takePart(request, asking(request, document), upload));
}

/** Stops a file. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const { document, upload } = await params;
  return forScript(() => endUpload(request, asking(request, document), upload));
}

function asking({ headers }: Request, documentId: string) {
  return () => mayUpload(documentId, headers.get(SHARE_HEADER));
}
