import { tokenOfShare } from '#lib/paths.ts';
import { presentShared } from '../../present-shared.ts';

type Context = { params: Promise<{ token: string; document: string }> };

/** A document of a branch that a share link leads to, as slides. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token, document } = await params;
  return presentShared(request, { token: tokenOfShare(token), documentId: document });
}
