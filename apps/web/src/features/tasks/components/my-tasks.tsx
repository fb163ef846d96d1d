import type { MyTask } from '@plenum/domain/tasks/types';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { dayDistance, dayIn } from './days.ts';
import { MyTaskRow } from './my-task.tsx';
import { TaskChoice } from './task-choice.tsx';
import { taskKey } from './task-key.ts';

/** Parts of what somebody has to do, in order. */
const PARTS = ['overdue', 'today', 'next', 'later', 'undated', 'done'] as const;

/** Days that are near. */
const NEAR = 7;

/** One's own tasks, by when they are due; what is done comes last. */
export async function MyTasks({
  tasks,
  choosing,
}: {
  tasks: readonly MyTask[];
  /** Whether several are being chosen, and whether all are to begin with; null where each is ticked by itself. */
  choosing: 'some' | 'all' | null;
}) {
  const [zone, t] = await Promise.all([getTimeZone(), getTranslations('tasks.mine')]);
  const today = dayIn(zone, new Date());
  return PARTS.map((part) => {
    const those = tasks.filter((task) => partOf(task, today) === part);
    if (those.length === 0) return null;
    return (
      <section key={part} aria-labelledby={`tasks-${part}`} className="mb-8">
        <h2 id={`tasks-${part}`} className="mb-1 font-semibold">
          {t(part)}
        </h2>
        <ul className="-ms-3">
          {those.map((task) =>
            choosing ? (
              <TaskChoice key={taskKey(task)} task={task} today={today} isChosen={choosing === 'all'} />
            ) : (
              <MyTaskRow key={taskKey(task)} task={task} today={today} />
            ),
          )}
        </ul>
      </section>
    );
  });
}

function partOf({ due, isDone }: MyTask, today: string): (typeof PARTS)[number] {
  if (isDone) return 'done';
  if (due === null) return 'undated';
  const distance = dayDistance(today, due.slice(0, 10));
  if (distance < 0) return 'overdue';
  if (distance === 0) return 'today';
  return distance <= NEAR ? 'next' : 'later';
}
