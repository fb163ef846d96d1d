'use client';

import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { TopBar } from '#components/frame/top-bar.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { workspacePath } from '#lib/paths.ts';
import { PanelButtons } from './beside/panel-buttons.tsx';
import type { Panel } from './beside/panels.ts';
import { LiveSaveState } from './live-save-state.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PeoplePresent } from './people-present.tsx';
import { ToolbarToggle } from './toolbar-toggle.tsx';

/** The bar above an open document: where it is, how it is saved, who is there, and what else can be opened. */
export function DocumentBar({
  document: { id, title },
  workspace,
  above,
  me,
  live,
  editor,
  toolbar,
  panels,
  share,
  menu,
}: {
  /** With its title as it is being typed. */
  document: Pick<DocumentCard, 'id' | 'title'>;
  workspace: Pick<WorkspaceCard, 'name' | 'slug'> | null;
  /** What it lies below in its workspace. */
  above: ComponentProps<typeof TopBar>['crumbs'];
  me: ComponentProps<typeof PeoplePresent>['me'];
  live: LiveDocument | null;
  editor: Editor | null;
  /** Null for who may not write. */
  toolbar: ComponentProps<typeof ToolbarToggle> | null;
  /** What can be opened beside the text. */
  panels: readonly Panel[];
  share: ReactNode;
  /** What the menu has; null without one. */
  menu: Omit<ComponentProps<typeof MoreMenu>, 'documentId' | 'returnTo'> | null;
}) {
  const t = useTranslations('documents.page');
  return (
    <TopBar
      crumbs={workspace ? [{ label: workspace.name, href: workspacePath(workspace.slug) }, ...above] : []}
      bare={!workspace}
      current={title.trim() || t('untitled')}
    >
      <LiveSaveState live={live} />
      <PeoplePresent live={live} me={me} editor={editor} />
      {toolbar && <ToolbarToggle {...toolbar} />}
      <PanelButtons panels={panels} />
      {share}
      {menu && workspace && <MoreMenu documentId={id} returnTo={workspacePath(workspace.slug)} {...menu} />}
    </TopBar>
  );
}
