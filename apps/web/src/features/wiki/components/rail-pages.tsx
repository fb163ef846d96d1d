import type { DocumentId } from '@plenum/domain/ids';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { getTranslations } from 'next-intl/server';
import { wikiPath } from '#lib/workspace-paths.ts';
import { loadTree } from '../loaders.ts';
import { PlainTree } from './plain-tree.tsx';
import { RailTree } from './rail-tree.tsx';

/** Pages of one level beside every page; the others are where the whole tree is. */
const IN_RAIL = 50;

/** The tree of a workspace's pages for the rail; nothing where there are none. */
export async function RailPages({
  workspace: { id, slug },
  current,
}: {
  workspace: WorkspaceCard;
  /** The document that one is in. */
  current?: DocumentId | undefined;
}) {
  const [{ levels, open }, t] = await Promise.all([
    loadTree(id, { current, limit: IN_RAIL }),
    getTranslations('wiki'),
  ]);
  if (!levels[0]?.pages.length) return null;
  const tree = {
    workspaceId: id,
    path: wikiPath(slug),
    levels,
    open,
    current,
    mayChange: false,
    narrow: true,
  };
  return (
    <div className="text-small">
      <RailTree {...tree}>
        <PlainTree levels={levels} current={current} label={t('railTree')} />
      </RailTree>
    </div>
  );
}
