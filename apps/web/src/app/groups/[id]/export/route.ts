import { loadCoWritten } from '#features/groups/loaders.ts';
import { contentDisposition } from '#lib/api/content-disposition.ts';

type Context = { params: Promise<{ id: string }> };

/** What a group has written in a workspace, to take along when it leaves, as a ZIP archive that is made while it is sent. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const workspaceId = new URL(request.url).searchParams.get('workspace') ?? '';
  return new Response(await loadCoWritten((await params).id, workspaceId), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition('Plenum.zip'),
      'Cache-Control': 'no-store',
    },
  });
}
