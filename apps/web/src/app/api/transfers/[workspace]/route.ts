import { AppError } from '@plenum/domain/errors';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { mayTransferHere } from '#features/transfers/loaders.ts';
import { database } from '#lib/database.ts';
import { log } from '#lib/log.ts';
import { signInStart } from '#lib/paths.ts';
import { receiveTransfer } from '#lib/transfers.ts';
import { transferPath, transfersPath } from '#lib/workspace-paths.ts';

type Context = { params: Promise<{ workspace: string }> };

/**
 * Takes a file to be moved in, from a page of ours alone: browsers say where a form comes from (Fetch, "append a request Origin header"). Below
 * /api, where Next hands a body on as it comes. Leads to how far that is.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { workspace } = await params;
  const origin = (await headers()).get('origin');
  if (origin !== new URL(database().publicUrl).origin) return new Response(null, { status: 403 });
  const slug = new URL(request.url).searchParams.get('from') ?? '';
  try {
    const locale = await getLocale();
    const { id } = await receiveTransfer(request, () => mayTransferHere(workspace), { locale });
    return seeOther(transferPath(slug, id));
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ err: error }, 'a file could not be taken to be moved in');
    const code = error instanceof AppError ? error.code : 'internal';
    if (code === 'not_signed_in') return seeOther(signInStart(transfersPath(slug)));
    return seeOther(`${transfersPath(slug)}?${new URLSearchParams({ problem: code })}`);
  }
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } });
}
