import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import {
  BookOpen,
  FileText,
  FolderOpen,
  Gavel,
  History,
  Search,
  SlidersHorizontal,
  Users,
} from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Place } from '#components/frame/nav-link.tsx';
import {
  changesPath,
  decisionsPath,
  membersPath,
  searchPath,
  wikiPath,
  wikiStartPath,
  workspacePath,
  workspaceSettingsPath,
} from '#lib/paths.ts';

/**
 * The places of a workspace; outside of one, the workspaces themselves.
 * @param beside whether one is in a page of the wiki, its pages, shown below it, and one's inbox.
 */
export async function workspacePlaces(
  current: WorkspaceCard | null,
  workspaces: WorkspaceCard[],
  { inbox, ...wiki }: { isHere: boolean; pages: ReactNode; inbox: Place },
): Promise<Place[]> {
  const t = await getTranslations('workspaces.places');
  const search = {
    href: searchPath(current?.slug ?? null),
    label: t('search'),
    icon: <Search aria-hidden size={18} />,
    covers: [],
  };
  if (!current) {
    const places = workspaces.map(({ name, slug }) => ({
      href: workspacePath(slug),
      label: name,
      icon: <FolderOpen aria-hidden size={18} />,
      covers: [],
    }));
    return [search, inbox, ...places];
  }
  return [
    {
      href: workspacePath(current.slug),
      label: t('documents'),
      icon: <FileText aria-hidden size={18} />,
      covers: wiki.isHere ? [] : ['/d'],
    },
    {
      href: wikiStartPath(current.slug),
      label: t('wiki'),
      icon: <BookOpen aria-hidden size={18} />,
      covers: [wikiPath(current.slug), ...(wiki.isHere ? ['/d'] : [])],
      below: wiki.pages,
    },
    search,
    inbox,
    {
      href: changesPath(current.slug),
      label: t('changes'),
      icon: <History aria-hidden size={18} />,
      covers: [],
    },
    {
      href: decisionsPath(current.slug),
      label: t('decisions'),
      icon: <Gavel aria-hidden size={18} />,
      covers: [],
    },
    {
      href: membersPath(current.slug),
      label: t('members'),
      icon: <Users aria-hidden size={18} />,
      covers: [],
    },
    ...(current.role === 'admin'
      ? [
          {
            href: workspaceSettingsPath(current.slug),
            label: t('workspace'),
            icon: <SlidersHorizontal aria-hidden size={18} />,
            covers: [workspaceSettingsPath(current.slug)],
          },
        ]
      : []),
  ];
}
