import { AppError } from '@plenum/domain/errors';
import { importTasks } from '@plenum/exchange/import-tasks';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { mayImport } from '#features/formats/loaders.ts';
import { chooseTimeZone } from '#i18n/time-zone.ts';
import { converter, inConversionSlot } from '#lib/convert/converter.ts';
import { lostQuery } from '#lib/convert/lost.ts';
import { readFile } from '#lib/convert/read-file.ts';
import { database } from '#lib/database.ts';
import { inUploadSlot } from '#lib/files/upload-slots.ts';
import { log } from '#lib/log.ts';
import { signInStart } from '#lib/paths.ts';
import { importedTasksPath, importTasksPath } from '#lib/workspace-paths.ts';

type Context = { params: Promise<{ workspace: string }> };

/** Makes lists of a file of tasks that a form sends, from a page of ours alone, as its neighbour does documents. Leads to what became of it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { workspace } = await params;
  const origin = (await headers()).get('origin');
  if (origin !== new URL(database().publicUrl).origin) return new Response(null, { status: 403 });
  const { searchParams } = new URL(request.url);
  const slug = searchParams.get('from') ?? '';
  try {
    const { actor } = await mayImport(workspace);
    const file = await inUploadSlot(actor, () => readFile(request));
    // Sending it may have taken minutes.
    const grant = await mayImport(workspace);
    const untitled = (await getTranslations('tasks'))('untitled');
    const zone = chooseTimeZone(searchParams.get('zone') ?? '', 'UTC');
    const { documents, losses } = await inConversionSlot(actor, () =>
      importTasks(grant, { file, zone, untitled, converter }),
    );
    const [only, ...others] = documents;
    const list = only && others.length === 0 ? { list: only.id } : {};
    return seeOther(importedTasksPath(slug, { ...list, lost: lostQuery(losses, { type: 'doc' }) }));
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ err: error }, 'a file of tasks could not be imported');
    const code = error instanceof AppError ? error.code : 'internal';
    if (code === 'not_signed_in') return seeOther(signInStart(importTasksPath(slug)));
    return seeOther(`${importTasksPath(slug)}?${new URLSearchParams({ problem: code })}`);
  }
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } });
}
