import { loadSharedLinks } from '#features/shares/loaders.ts';
import { problemOf } from '#lib/api/problem.ts';
import { log } from '#lib/log.ts';
import { tokenOfShare } from '#lib/paths.ts';

type Context = { params: Promise<{ token: string; document: string }> };

/** What the text of a document that a share link leads to leads to itself, as far as the link leads there, too. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token, document } = await params;
  try {
    return Response.json(await loadSharedLinks(tokenOfShare(token), document), {
      headers: { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
    });
  } catch (error) {
    return problemOf(error, (internal) => log.error({ err: internal }, 'links could not be read'));
  }
}
