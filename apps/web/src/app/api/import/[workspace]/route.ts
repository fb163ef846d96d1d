import { AppError } from '@plenum/domain/errors';
import { importDocument } from '@plenum/exchange/import-document';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { mayImport } from '#features/formats/loaders.ts';
import { converter, inConversionSlot, onLeftover } from '#lib/convert/converter.ts';
import { lostQuery } from '#lib/convert/lost.ts';
import { readFile } from '#lib/convert/read-file.ts';
import { database } from '#lib/database.ts';
import { inUploadSlot } from '#lib/files/upload-slots.ts';
import { log } from '#lib/log.ts';
import { importedPath, signInStart } from '#lib/paths.ts';
import { importPath } from '#lib/workspace-paths.ts';

type Context = { params: Promise<{ workspace: string }> };

/**
 * Makes a document of a file that a form sends, from a page of ours alone: browsers say where a form comes from (Fetch, "append a request
 * Origin header"). Below /api, where Next hands a body on as it comes. Leads to what became of it.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { workspace } = await params;
  const origin = (await headers()).get('origin');
  if (origin !== new URL(database().publicUrl).origin) return new Response(null, { status: 403 });
  const slug = new URL(request.url).searchParams.get('from') ?? '';
  try {
    const { actor } = await mayImport(workspace);
    const file = await inUploadSlot(actor, () => readFile(request));
    // Sending it may have taken minutes.
    const grant = await mayImport(workspace);
    const untitled = (await getTranslations('documents'))('untitled');
    const { document, losses, content } = await inConversionSlot(actor, () =>
      importDocument(grant, { file, format: null, untitled, converter, onLeftover }),
    );
    return seeOther(importedPath(document.id, lostQuery(losses, content)));
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ err: error }, 'a file could not be imported');
    const code = error instanceof AppError ? error.code : 'internal';
    if (code === 'not_signed_in') return seeOther(signInStart(importPath(slug)));
    return seeOther(`${importPath(slug)}?${new URLSearchParams({ problem: code })}`);
  }
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } });
}
