import type { ReactNode } from 'react';
import { MemberFrame } from '#app/member-frame.tsx';
import { loadWorkspace } from '#features/workspaces/loaders.ts';

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

export default async function WorkspaceLayout({ params, children }: Props) {
  const slug = decodeURIComponent((await params).slug);
  return <MemberFrame workspace={await loadWorkspace(slug)}>{children}</MemberFrame>;
}
