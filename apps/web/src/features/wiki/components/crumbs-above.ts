import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { getTranslations } from 'next-intl/server';
import { documentPath } from '#lib/paths.ts';
import { wikiPath } from '#lib/workspace-paths.ts';
import { loadAbove } from '../loaders.ts';

/** Steps of the way that are named; of a longer one the first and the last are. */
const MOST = 3;

/** The way from a workspace to a wiki page, as far as the reader may know it; empty for any other document. */
export async function crumbsAbove(
  workspace: Pick<WorkspaceCard, 'id' | 'slug'>,
  document: Pick<DocumentCard, 'id' | 'kind'>,
): Promise<{ label: string; href: string }[]> {
  if (document.kind !== 'wiki') return [];
  const [above, t] = await Promise.all([loadAbove(workspace.id, document.id), getTranslations('wiki')]);
  const tree = wikiPath(workspace.slug);
  const steps = above.map(({ id, title, icon }) => ({
    label: icon ? `${icon} ${title}` : title,
    href: documentPath(id),
  }));
  const isLong = steps.length > MOST;
  const left = { label: '…', href: `${tree}?open=${above.map(({ id }) => id).join(',')}` };
  return [
    { label: t('title'), href: tree },
    ...(isLong ? [...steps.slice(0, 1), left, ...steps.slice(-2)] : steps),
  ];
}
