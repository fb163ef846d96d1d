import { tokenOfShare } from '#lib/paths.ts';
import { showShared } from '../shared-answer.ts';

type Context = { params: Promise<{ token: string; document: string }> };

/** The page of a document in a branch that a share link leads to. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token, document } = await params;
  return showShared(request, { token: tokenOfShare(token), documentId: document });
}
