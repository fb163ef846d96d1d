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
  document,
  title,
  children,
}: {
  workspace: WorkspaceCard;
  document: Pick<DocumentCard, 'id' | 'title' | 'kind'>;
  /** Of the page. */
  title: string;
  children: ReactNode;
}) {
  return (
    <MemberFrame workspace={workspace} document={document}>
      <TopBar
        crumbs={[
          { label: workspace.name, href: workspacePath(workspace.slug) },
          { label: document.title, href: documentPath(document.id) },
        ]}
        current={title}
      />
      <Main>{children}</Main>
    </MemberFrame>
  );
}
