import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import type { ReactNode } from 'react';
import { MemberFrame } from '#app/member-frame.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { documentPath, workspacePath } from '#lib/paths.ts';

/** The frame of a page about a document, below the document itself. */
export function DocumentFrame({
  workspace,
  document: { id, title: above },
  title,
  children,
}: {
  workspace: WorkspaceCard;
  document: Pick<DocumentCard, 'id' | 'title'>;
  /** Of the page. */
  title: string;
  children: ReactNode;
}) {
  return (
    <MemberFrame workspace={workspace}>
      <TopBar
        crumbs={[
          { label: workspace.name, href: workspacePath(workspace.slug) },
          { label: above, href: documentPath(id) },
        ]}
        current={title}
      />
      <Main>{children}</Main>
    </MemberFrame>
  );
}
