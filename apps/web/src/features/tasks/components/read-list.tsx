import { ReadingView } from '#features/documents/components/editor/reading-view.tsx';
import type { TaskListProps } from './task-list-props.ts';

/** A list of tasks as the server read it, and below it those of other homes. */
export function ReadList({
  html,
  isWhole = true,
  others,
}: Pick<TaskListProps, 'html' | 'isWhole' | 'others'>) {
  return (
    <>
      <ReadingView html={html} isWhole={isWhole} />
      {others}
    </>
  );
}
