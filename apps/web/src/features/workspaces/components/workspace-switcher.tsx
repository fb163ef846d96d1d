import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { ChevronsUpDown, DoorOpen, Plus, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuDivider, MenuLink } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { FIND_WORKSPACES_PATH, GROUPS_PATH, NEW_WORKSPACE_PATH, workspacePath } from '#lib/paths.ts';

/** Where one is, at the head of the rail, and the way to one's other workspaces. */
export function WorkspaceSwitcher({
  workspaces,
  current,
}: {
  workspaces: WorkspaceCard[];
  current: WorkspaceCard | null;
}) {
  const t = useTranslations('workspaces.switcher');
  return (
    <>
      <button
        type="button"
        popoverTarget="workspace-switcher"
        className="flex h-10 w-full min-w-0 items-center gap-2 rounded-base px-2 text-start transition-colors hover:bg-hover"
      >
        <span dir="auto" className="min-w-0 truncate font-semibold">
          {current?.name ?? t('title')}
        </span>
        <ChevronsUpDown aria-hidden size={15} className="shrink-0 text-ink-faint" />
      </button>
      <Popover id="workspace-switcher" label={t('title')}>
        {workspaces.map(({ id, name, slug }) => (
          <MenuLink key={id} href={workspacePath(slug)} current={id === current?.id}>
            {name}
          </MenuLink>
        ))}
        {workspaces.length > 0 && <MenuDivider />}
        <MenuLink icon={Plus} href={NEW_WORKSPACE_PATH}>
          {t('new')}
        </MenuLink>
        <MenuLink icon={DoorOpen} href={FIND_WORKSPACES_PATH}>
          {t('find')}
        </MenuLink>
        <MenuLink icon={UsersRound} href={GROUPS_PATH}>
          {t('groups')}
        </MenuLink>
      </Popover>
    </>
  );
}
