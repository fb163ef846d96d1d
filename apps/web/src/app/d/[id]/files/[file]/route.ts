import { AppError } from '@plenum/domain/errors';
import { fileProblem } from '#app/file-problem.ts';
import { loadFile } from '#features/files/loaders.ts';
import { serveFile } from '#lib/files/serve-file.ts';
import { signInStart } from '#lib/paths.ts';

type Context = { params: Promise<{ id: string; file: string }> };

/** An attachment, for whoever may read its document. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id: documentId, file } = await params;
  try {
    return await serveFile(request, await loadFile({ documentId }, file));
  } catch (error) {
    // A link that somebody sends around leads to the form, and from there to the file.
    if (error instanceof AppError && error.code === 'not_signed_in' && isVisit(request)) {
      const { pathname } = new URL(request.url);
      return new Response(null, { status: 303, headers: { Location: signInStart(pathname) } });
    }
    return fileProblem(error);
  }
}

function isVisit(request: Request): boolean {
  return (request.headers.get('accept') ?? '').includes('text/html');
}
