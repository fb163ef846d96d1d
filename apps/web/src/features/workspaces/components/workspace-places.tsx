import type { DocumentKind } from '@plenum/domain/documents/schema';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import {
  BookOpen,
  FileText,
  FolderOpen,
  Gavel,
  History,
  ListTodo,
  Search,
  SlidersHorizontal,
  Users,
} from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Place } from '#components/frame/nav-link.tsx';
import { workspacePath } from '#lib/paths.ts';
import {
  changesPath,
  decisionsPath,
  membersPath,
  searchPath,
  tasksPath,
  wikiPath,
  wikiStartPath,
  workspaceSettingsPath,
} from '#lib/workspace-paths.ts';

/**
 * The places of a workspace; outside of one, the workspaces themselves.
 * @param beside the kind of the document in which one is, the pages of the wiki, shown below it, and what is one's own.
 */
export async function workspacePlaces(
  current: WorkspaceCard | null,
  workspaces: WorkspaceCard[],
  { kind, pages, own }: { kind: DocumentKind | null; pages: ReactNode; own: Place[] },
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
    return [search, ...own, ...places];
  }
  return [
    {
      href: workspacePath(current.slug),
      label: t('documents'),
      icon: <FileText aria-hidden size={18} />,
      covers: kind === 'pad' ? ['/d'] : [],
    },
    {
      href: wikiStartPath(current.slug),
      label: t('wiki'),
      icon: <BookOpen aria-hidden size={18} />,
      covers: [wikiPath(current.slug), ...(kind === 'wiki' ? ['/d'] : [])],
      below: pages,
    },
    {
      href: tasksPath(current.slug),
      label: t('tasks'),
      icon: <ListTodo aria-hidden size={18} />,
      covers: kind === 'tasks' ? ['/d'] : [],
    },
    search,
    ...own,
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
