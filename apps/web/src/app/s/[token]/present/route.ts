import { tokenOfShare } from '#lib/paths.ts';
import { presentShared } from '../present-shared.ts';

type Context = { params: Promise<{ token: string }> };

/** The document that a share link leads to, as slides. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return presentShared(request, { token: tokenOfShare((await params).token) });
}
