import { fileProblem } from '#app/file-problem.ts';
import { loadFile } from '#features/files/loaders.ts';
import { serveFile } from '#lib/files/serve-file.ts';
import { tokenOfShare } from '#lib/paths.ts';

type Context = { params: Promise<{ token: string; document: string; file: string }> };

/** An attachment of a document that a share link leads to. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token, document: documentId, file } = await params;
  try {
    return await serveFile(request, await loadFile({ documentId, token: tokenOfShare(token) }, file));
  } catch (error) {
    return fileProblem(error);
  }
}
