'use client';

import type { TaskId } from '@plenum/domain/tasks/types';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';
import { IconButton } from '#components/icon-button.tsx';
import type { BodyComments } from '#features/documents/components/beside/commented-body.ts';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { late } from '#lib/late.tsx';
import { Board } from './board.tsx';
import { todayHere } from './days.ts';
import { GatheredTasks } from './gathered-tasks.tsx';
import { RowList } from './row-list.tsx';
import { doneIn, groupsOf, rowsOf } from './rows.ts';
import type { TaskListProps } from './task-list-props.ts';
import { type Assignable, type Missing, TasksProvider } from './tasks-context.tsx';
import type { TaskListNow } from './use-task-list.ts';
import { useView, ViewSwitch } from './view-switch.tsx';

const Calendar = late(async () => (await import('./calendar/calendar.tsx')).Calendar);
const Timeline = late(async () => (await import('./timeline/timeline.tsx')).Timeline);
const TaskDetails = late(async () => (await import('./task-details.tsx')).TaskDetails);

const NOTHING: ReadonlySet<TaskId> = new Set();
/** The last step that can be taken back is what was deleted: after another one the button would take back that. */
const NOT_REMOVED = { count: 0, step: 0 };
const NOT_MISSING: Missing = { leftOut: 0, cut: 0 };
const NOBODY: Assignable = { people: [], groups: [] };
/** Milliseconds for which what was deleted can be taken back by a press. */
const UNDO_MS = 12_000;

/** A list of tasks that is open, in one of its views. */
export function OpenList({
  list,
  documentId,
  mayWrite,
  comments: commentsOn,
  load,
  others: meanwhile,
}: {
  list: TaskListNow;
  documentId: string;
  mayWrite: boolean;
  comments: TaskListProps['comments'];
} & Pick<TaskListProps, 'load' | 'others'>) {
  const t = useTranslations('tasks');
  const { show, shown, live } = useOpenDocument();
  const [view, setView] = useView();
  // What is ticked while one looks stays where it is.
  const [hidden, setHidden] = useState(() => doneIn(list.tasks));
  const [opened, setOpened] = useState<TaskId | null>(null);
  const [removed, setRemoved] = useState(NOT_REMOVED);
  const [comments, setComments] = useState<BodyComments | null>(null);
  const [missing, setMissing] = useState(NOT_MISSING);
  // Tasks of other homes; null while that is not known.
  const [others, setOthers] = useState<number | null>(null);
  const assignable = useAssignable(documentId, { load, isAsked: opened !== null });
  const { edits } = list;
  const groups = useMemo(() => groupsOf(list.tasks, list.sections), [list]);
  const rows = useMemo(() => rowsOf(groups, { hidden, mayWrite }), [groups, hidden, mayWrite]);
  const done = useMemo(() => doneIn(list.tasks), [list]);
  const isHidden = [...done].some((id) => hidden.has(id));

  const open = useCallback(
    (id: TaskId | null) => {
      setOpened(id);
      show(id === null ? null : 'task');
    },
    [show],
  );
  useTaskInAddress(list, open);
  const remove = useCallback(
    (ids: readonly TaskId[]) => {
      const count = edits.remove(ids);
      setRemoved({ count, step: edits.steps() });
      open(null);
    },
    [edits, open],
  );
  useEffect(() => {
    if (removed.count === 0) return;
    const timer = setTimeout(() => setRemoved(NOT_REMOVED), UNDO_MS);
    return () => clearTimeout(timer);
  }, [removed]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
    if (!isUndo || !mayWrite || isTyping(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) edits.redo();
    else edits.undo();
  };
  const shared = useMemo(
    () => ({
      ...list,
      mayWrite,
      assignable,
      today: todayHere(),
      opened,
      open,
      remove,
      comments,
      onMissing: setMissing,
    }),
    [list, mayWrite, assignable, opened, open, remove, comments],
  );

  return (
    <TasksProvider value={shared}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is in it has the focus */}
      <div onKeyDown={onKeyDown}>
        <div className="no-print mb-4 flex flex-wrap items-center justify-between gap-2">
          <ViewSwitch view={view} onView={setView} />
          {done.size > 0 && view === 'list' && (
            <Button look="quiet" size="small" onClick={() => setHidden(isHidden ? NOTHING : done)}>
              {t(isHidden ? 'showDone' : 'hideDone', { count: done.size })}
            </Button>
          )}
        </div>
        {view === 'list' && <RowList rows={rows} isEmpty={list.tasks.size === 0 && others === 0} />}
        {view === 'board' && <Board groups={groups} />}
        {view === 'calendar' && <Calendar groups={groups} />}
        {view === 'timeline' && <Timeline groups={groups} />}
        {live && <GatheredTasks live={live} meanwhile={meanwhile} onCount={setOthers} />}
        <div
          role="status"
          className="no-print sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-5 mt-4 flex justify-center md:bottom-4"
        >
          {missing.leftOut + missing.cut > 0 && (
            <div className="flex items-center gap-3 rounded-base border border-line bg-raised py-1.5 ps-4 pe-1.5 shadow-overlay">
              {missing.leftOut > 0 && <p>{t('leftOut', { count: missing.leftOut })}</p>}
              {missing.cut > 0 && <p>{t('cut', { count: missing.cut })}</p>}
              <IconButton icon={X} label={t('closeMissing')} onClick={() => setMissing(NOT_MISSING)} />
            </div>
          )}
          {removed.count > 0 && removed.step === edits.steps() && (
            <div className="flex items-center gap-3 rounded-base border border-line bg-raised py-1.5 ps-4 pe-1.5 shadow-overlay">
              {t('removed', { count: removed.count })}
              <Button
                size="small"
                onClick={() => {
                  edits.undo();
                  setRemoved(NOT_REMOVED);
                }}
              >
                {t('undo')}
              </Button>
            </div>
          )}
        </div>
      </div>
      {commentsOn?.({ things: list.tasks, open, onComments: setComments })}
      {opened !== null && shown === 'task' && <TaskDetails id={opened} />}
    </TasksProvider>
  );
}

/** Opens the task that the address leads to, once it is there. */
function useTaskInAddress({ tasks, version }: TaskListNow, open: (id: TaskId) => void): void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    wanted.current = /^#block-(.+)$/.exec(window.location.hash)?.[1] ?? null;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tasks are the same map, which the version says has changed
  useEffect(() => {
    const id = wanted.current;
    if (id === null || !tasks.has(id)) return;
    wanted.current = null;
    open(id);
  }, [tasks, version, open]);
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLInputElement
    ? target.type !== 'checkbox'
    : target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}

/** Whom tasks can be given to, as it is whenever somebody opens one; nobody while that is not known. */
function useAssignable(
  documentId: string,
  { load, isAsked }: { load: ((documentId: string) => Promise<Assignable>) | null; isAsked: boolean },
): Assignable {
  const [assignable, setAssignable] = useState(NOBODY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever a task is opened
  useEffect(() => {
    let isGone = false;
    load?.(documentId).then(
      (found) => {
        if (!isGone) setAssignable(found);
      },
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [documentId, load, isAsked]);
  return assignable;
}
