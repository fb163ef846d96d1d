import { mayUpload } from '#features/files/loaders.ts';
import { json } from '#lib/api/answer.ts';
import { problemOf } from '#lib/api/problem.ts';
import { receiveFile } from '#lib/files/receive-file.ts';
import { SHARE_HEADER } from '#lib/files/share-header.ts';
import { documentFilesPath, signInStart } from '#lib/paths.ts';
import { inTheirLanguage, isFromOwnPage, knownOf } from '../own-page.ts';

type Context = { params: Promise<{ document: string }> };

/**
 * Takes a file for a document, or one in the place of another (`replaces`), from a page of ours alone. Below /api, where Next hands a body on as it comes. A script is answered in JSON, a plain form by its page.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { document: documentId } = await params;
  if (!(await isFromOwnPage())) return new Response(null, { status: 403 });
  const replaces = new URL(request.url).searchParams.get('replaces') ?? undefined;
  const isForm = !(request.headers.get('accept') ?? '').includes('application/json');
  try {
    const token = request.headers.get(SHARE_HEADER);
    const file = await receiveFile(request, () => mayUpload(documentId, token), { replaces });
    return isForm
      ? backTo(documentId, { [replaces === undefined ? 'added' : 'replaced']: file.id })
      : json(file, { status: 201 });
  } catch (error) {
    const known = knownOf(error);
    if (!isForm) return problemOf(await inTheirLanguage(known), () => {});
    if (known.code === 'not_signed_in') return seeOther(signInStart(documentFilesPath(documentId)));
    return backTo(documentId, { problem: known.code, ...(replaces !== undefined && { replace: replaces }) });
  }
}

function backTo(documentId: string, query: Record<string, string>): Response {
  return seeOther(`${documentFilesPath(encodeURIComponent(documentId))}?${new URLSearchParams(query)}`);
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } });
}
