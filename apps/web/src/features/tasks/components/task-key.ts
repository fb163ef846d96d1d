import type { TaskPlace } from '@plenum/domain/tasks/types';

/** Tells a task from all others; the value of its choice. */
export function taskKey({ documentId, taskId }: TaskPlace): string {
  return `${documentId} ${taskId}`;
}
