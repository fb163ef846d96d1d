import { redirect } from 'next/navigation';
import { loadStartPage } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { documentPath } from '#lib/paths.ts';
import { wikiPath } from '#lib/workspace-paths.ts';

/** Leads to where the wiki begins. */
export default async function WikiStartPage({ params }: { params: Promise<{ slug: string }> }) {
  const { id, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const start = await loadStartPage(id);
  redirect(start ? documentPath(start.id) : wikiPath(slug));
}
