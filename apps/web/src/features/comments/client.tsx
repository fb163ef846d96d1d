'use client';

import type { ComponentProps } from 'react';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { late } from '#lib/late.tsx';

const CommentPanel = late(async () => (await import('./components/comment-panel.tsx')).CommentPanel);

const ListComments = late(async () => (await import('./components/list-comments.tsx')).ListComments);

/** The comments beside an open list of tasks, and on each of them. */
export function CommentsOnList(props: Omit<ComponentProps<typeof ListComments>, 'live'>) {
  const { live } = useOpenDocument();
  return live && <ListComments live={live} {...props} />;
}

/** The comments beside an open document; they come once its text can be written in. */
export function Comments(props: { token?: string; mayComment: boolean; mayModerate: boolean }) {
  const { live, editor } = useOpenDocument();
  return live && editor && <CommentPanel live={live} editor={editor} {...props} />;
}
