import { loadOwnExport } from '#features/accounts/loaders.ts';
import { contentDisposition } from '#lib/api/content-disposition.ts';
import { signInStart } from '#lib/paths.ts';
import { currentMember } from '#lib/session.ts';

/** All that is the person's, as a ZIP archive that is made while it is sent. */
export async function GET(): Promise<Response> {
  if (!(await currentMember())) {
    return new Response(null, { status: 303, headers: { Location: signInStart('/settings') } });
  }
  return new Response(await loadOwnExport(), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition('Plenum.zip'),
      'Cache-Control': 'no-store',
    },
  });
}
