import { fileProblem } from '#app/file-problem.ts';
import { loadPlaceOf } from '#features/files/loaders.ts';
import { attachmentPath } from '#lib/paths.ts';

type Context = { params: Promise<{ file: string }> };

/** Where texts that were exported say that a file is: leads on to it, for whoever may read a document that has it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  try {
    const headers = { Location: attachmentPath(await loadPlaceOf(file), file), 'Cache-Control': 'no-store' };
    return new Response(null, { status: 303, headers });
  } catch (error) {
    return fileProblem(error);
  }
}
