import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { Settings } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Frame } from '#components/frame/frame.tsx';
import { readTheme } from '#components/preferences/theme.ts';
import { DEVELOPMENT } from '#env.ts';
import { AccountMenu } from '#features/accounts/components/account-menu.tsx';
import { DeviceKeeper } from '#features/accounts/components/device-keeper.tsx';
import { WaitingRecovery } from '#features/accounts/components/waiting-recovery.tsx';
import { loadMe, loadRecoverySettings } from '#features/accounts/loaders.ts';
import { keepsDocuments } from '#features/documents/components/device/keeps-documents.ts';
import { OnlyHere } from '#features/documents/components/rescue/only-here.tsx';
import { inboxPlace } from '#features/inbox/components/inbox-place.tsx';
import { SearchKeys } from '#features/search/client.tsx';
import { myTasksPlace } from '#features/tasks/components/my-tasks-place.tsx';
import { RailPages } from '#features/wiki/components/rail-pages.tsx';
import { workspacePlaces } from '#features/workspaces/components/workspace-places.tsx';
import { WorkspaceSwitcher } from '#features/workspaces/components/workspace-switcher.tsx';
import { loadMyWorkspaces } from '#features/workspaces/loaders.ts';
import { SETTINGS_PATH } from '#lib/paths.ts';

/** The frame of every page for people who are signed in; `workspace` is null outside of all workspaces. */
export async function MemberFrame({
  workspace,
  document = null,
  children,
}: {
  workspace: WorkspaceCard | null;
  /** The document that the page is about. */
  document?: Pick<DocumentCard, 'id' | 'kind'> | null;
  children: ReactNode;
}) {
  const [me, workspaces, theme, keeps, { waitingUntil }, inbox, myTasks, t] = await Promise.all([
    loadMe(),
    loadMyWorkspaces(),
    readTheme(),
    keepsDocuments(),
    loadRecoverySettings(),
    inboxPlace(),
    myTasksPlace(),
    getTranslations('workspaces.places'),
  ]);
  const places = await workspacePlaces(workspace, workspaces, {
    kind: document?.kind ?? null,
    pages: workspace && <RailPages workspace={workspace} current={document?.id} />,
    own: [inbox, myTasks],
  });
  const settings = {
    href: SETTINGS_PATH,
    label: t('settings'),
    icon: <Settings aria-hidden size={18} />,
    covers: [],
  };
  return (
    <Frame
      head={<WorkspaceSwitcher workspaces={workspaces} current={workspace} />}
      places={places}
      shortcuts={[...places.slice(0, 2), workspace ? inbox : settings]}
      foot={<AccountMenu me={me} theme={theme} settingsHref={SETTINGS_PATH} />}
    >
      <SearchKeys />
      <OnlyHere />
      {waitingUntil && <WaitingRecovery until={waitingUntil} settingsHref={SETTINGS_PATH} />}
      {children}
      <DeviceKeeper
        owner={{ id: me.id, name: me.displayName, colour: me.colour }}
        keeps={keeps}
        hasWorker={!DEVELOPMENT}
      />
    </Frame>
  );
}
