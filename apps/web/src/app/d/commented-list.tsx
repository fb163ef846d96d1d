'use client';

import type { ComponentProps } from 'react';
import { CommentsOnList } from '#features/comments/client.tsx';
import { TaskList } from '#features/tasks/client.tsx';

/** A list of tasks with the comments on them, which are a feature of their own. */
export function CommentedList({
  mayComment,
  mayModerate,
  ...list
}: Omit<ComponentProps<typeof TaskList>, 'comments'> & { mayComment: boolean; mayModerate: boolean }) {
  return (
    <TaskList
      {...list}
      comments={(body) => <CommentsOnList {...body} mayComment={mayComment} mayModerate={mayModerate} />}
    />
  );
}
