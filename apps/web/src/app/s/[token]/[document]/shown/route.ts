import { loadSharedShown } from '#features/shares/loaders.ts';
import { problemOf } from '#lib/api/problem.ts';
import { log } from '#lib/log.ts';
import { tokenOfShare } from '#lib/paths.ts';
import { shownAnswer } from '#lib/shown/shown-now.ts';

type Context = { params: Promise<{ token: string; document: string }> };

/** What is shown within a document that a share link leads to, as far as the link leads there, too. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token, document } = await params;
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    return shownAnswer(await loadSharedShown(tokenOfShare(token), document, query), request.headers);
  } catch (error) {
    return problemOf(error, (internal) => log.error({ err: internal }, 'what is shown could not be read'));
  }
}
