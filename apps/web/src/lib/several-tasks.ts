import type { Grant } from '@plenum/database/access/grant';
import { asAppError } from '@plenum/database/as-app-error';
import { AppError } from '@plenum/domain/errors';
import type { TaskStep, TasksChange } from '@plenum/domain/tasks/several';
import type { TaskPlace } from '@plenum/domain/tasks/types';
import {
  changeTasks,
  isTick,
  takeBackTasks,
  takeBackTicks,
  tickSeveral,
} from '@plenum/exchange/several-tasks';
import { getLocale, getTimeZone } from 'next-intl/server';
import { sentence } from '#i18n/sentences.ts';
import { log } from '#lib/log.ts';
import { grantFor } from '#lib/session.ts';

/** A {@link TaskStep} with the document that it was done in. */
export type PlacedStep = TaskStep & Pick<TaskPlace, 'documentId'>;

/** What came of changing several tasks, or of taking that back. */
export interface SeveralOutcome {
  what: 'done' | 'open' | 'due' | 'priority' | 'label' | 'undo';
  steps: PlacedStep[];
  /** What could not be changed, and why. */
  failed: (TaskPlace & { reason: string })[];
}

type Outcome = Omit<SeveralOutcome, 'what'>;

const IN_A_TEXT =
  'This is a line in a text and can only be ticked here. Change the rest where it is written.';
const CLOSED = 'This is closed. In closed minutes tasks can be ticked, and nothing else is changed.';
const GONE = 'This task is not there any more.';
const MEANWHILE = 'Somebody has changed this since, so it stays as it is.';

/** Changes tasks document by document, each whatever came of those before it. */
export async function changeEach(tasks: readonly TaskPlace[], change: TasksChange): Promise<Outcome> {
  const zone = await getTimeZone();
  return inEach(tasks, async (documentId, places) => {
    const taskIds = places.map(({ taskId }) => taskId);
    const { steps, lines, gone } =
      change.what === 'done'
        ? await tickSeveral(await grantFor('document.tick', documentId), {
            ...{ taskIds, isDone: change.isDone, zone },
          })
        : await changeTasks(await grantToWrite(documentId), { taskIds, change });
    return { steps, failed: [...because(lines, IN_A_TEXT), ...because(gone, GONE)] };
  });
}

/**
 * Takes changes back document by document. Of closed minutes ticks alone: what a task that comes again was before it was ticked is known from
 * the steps only, which come from outside, and ticking is no way to set its days.
 */
export function takeBackEach(steps: readonly PlacedStep[]): Promise<Outcome> {
  return inEach(steps, async (documentId, those) => {
    const changed = those.filter(({ now }) => Object.keys(now).length > 0);
    const write = changed.every(isTick) ? null : await grantUnlessClosed(documentId);
    const left = write
      ? await takeBackTasks(write, changed)
      : await takeBackTicks(await grantFor('document.tick', documentId), changed);
    const back = changed.filter(({ taskId }) => !left.includes(taskId));
    const others = changed.filter((step) => !write && !isTick(step)).map(({ taskId }) => taskId);
    const changedSince = left.filter((taskId) => !others.includes(taskId));
    return {
      steps: back.map(({ taskId, was, now }) => ({ taskId, was: now, now: was })),
      failed: [...because(changedSince, MEANWHILE), ...because(others, CLOSED)],
    };
  });
}

/** @throws AppError `forbidden`, with a sentence of its own where only that it is closed keeps them from it. */
async function grantToWrite(documentId: string): Promise<Grant<'document.write'>> {
  const grant = await grantUnlessClosed(documentId);
  if (!grant) throw new AppError('forbidden', CLOSED);
  return grant;
}

/** Null where only that it is closed keeps them from writing there. @throws AppError as `grantFor` does. */
async function grantUnlessClosed(documentId: string): Promise<Grant<'document.write'> | null> {
  try {
    return await grantFor('document.write', documentId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    await grantFor('document.tick', documentId);
    return null;
  }
}

interface OfDocument {
  steps: TaskStep[];
  failed: { taskId: string; reason: string }[];
}

function because(taskIds: readonly string[], reason: string): OfDocument['failed'] {
  return taskIds.map((taskId) => ({ taskId, reason }));
}

/** One document after the other, so that what others do is not held up. */
async function inEach<Place extends TaskPlace>(
  places: readonly Place[],
  act: (documentId: string, those: Place[]) => Promise<OfDocument>,
): Promise<Outcome> {
  const locale = await getLocale();
  const outcome: Outcome = { steps: [], failed: [] };
  for (const [documentId, those] of byDocument(places)) {
    const { steps, failed } = await act(documentId, those).catch((error: unknown) =>
      refusedAll(error, those),
    );
    outcome.steps.push(...steps.map((step) => ({ ...step, documentId })));
    outcome.failed.push(
      ...failed.map(({ taskId, reason }) => ({ documentId, taskId, reason: sentence(locale, reason) })),
    );
  }
  return outcome;
}

function refusedAll(error: unknown, places: readonly TaskPlace[]): OfDocument {
  const known = asAppError(error);
  if (known?.code === 'not_signed_in') throw error;
  if (!(error instanceof AppError)) log.error({ err: error }, 'the tasks of one of several documents failed');
  const reason = known?.message ?? 'This did not work. Try again.';
  return {
    steps: [],
    failed: because(
      places.map(({ taskId }) => taskId),
      reason,
    ),
  };
}

function byDocument<Place extends TaskPlace>(places: readonly Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const group = groups.get(place.documentId);
    if (group) group.push(place);
    else groups.set(place.documentId, [place]);
  }
  return groups;
}
