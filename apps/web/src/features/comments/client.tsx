'use client';

import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { late } from '#lib/late.tsx';

const CommentPanel = late(async () => (await import('./components/comment-panel.tsx')).CommentPanel);

/** The comments beside an open document; they come once its text can be written in. */
export function Comments(props: { token?: string; mayComment: boolean; mayModerate: boolean }) {
  const { live, editor } = useOpenDocument();
  return live && editor && <CommentPanel live={live} editor={editor} {...props} />;
}
