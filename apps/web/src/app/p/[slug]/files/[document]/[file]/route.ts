import { fileProblem } from '#app/file-problem.ts';
import { loadFile } from '#features/files/loaders.ts';
import { serveFile } from '#lib/files/serve-file.ts';

type Context = { params: Promise<{ slug: string; document: string; file: string }> };

/** An attachment that the public version of a document shows. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, document: documentId, file } = await params;
  try {
    const place = { documentId, slug: decodeURIComponent(slug) };
    return await serveFile(request, await loadFile(place, file), { isPublic: true });
  } catch (error) {
    return fileProblem(error);
  }
}
