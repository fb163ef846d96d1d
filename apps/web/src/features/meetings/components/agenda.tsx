'use client';

import type { MeetingState } from '@plenum/domain/meetings/types';
import type { AgendaPart } from '@plenum/editor/meetings/meeting-parts';
import { Check, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '#components/button.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { elapsedOf, timeLeft } from './item-time.ts';
import { Part } from './part.tsx';
import type { KnownMeeting } from './use-meeting.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

/** The agenda with the time of what is talked about. */
export function Agenda({
  meeting,
  state,
  items,
  isOpen,
  onShow,
}: {
  meeting: KnownMeeting;
  state: MeetingState;
  items: readonly AgendaPart[];
  isOpen: boolean;
  onShow: (blockId: string) => void;
}) {
  const t = useTranslations('meetings.panel');
  const now = useServerTime(meeting.skew, isOpen && state.runningSince !== null);
  const runs = isOpen && state.mayRun;
  const nameOf = ({ text }: AgendaPart) => text || t('untitled');
  const current = items.find(({ blockId }) => blockId === state.currentItem);
  const isDone = ({ blockId }: AgendaPart) =>
    state.items.some((item) => item.blockId === blockId && item.isDone);
  const following = items.slice(current ? items.indexOf(current) + 1 : 0).find((item) => !isDone(item));
  return (
    <>
      {isOpen && (
        <Part title={t('now')}>
          {current ? (
            <>
              <p dir="auto" className="break-words font-semibold">
                {nameOf(current)}
              </p>
              <Clock state={state} item={current} now={now} />
            </>
          ) : (
            <p className="text-ink-soft text-small">{t('nothingNow')}</p>
          )}
          <p role="status" className="sr-only">
            {current && t('itemNow', { item: nameOf(current) })}
          </p>
          {runs && (
            <div className="flex flex-wrap gap-2">
              {current && (
                <Button
                  size="small"
                  onClick={() => meeting.step({ do: state.runningSince ? 'pause' : 'resume' })}
                >
                  {t(state.runningSince ? 'pause' : 'resume')}
                </Button>
              )}
              {(current || following) && (
                <Button
                  size="small"
                  look="primary"
                  onClick={() => {
                    meeting.step({ do: 'next', blockId: following?.blockId ?? null });
                    if (following) onShow(following.blockId);
                  }}
                >
                  {t(following ? 'next' : 'finish')}
                </Button>
              )}
            </div>
          )}
        </Part>
      )}
      <Part title={t('agenda')}>
        {items.length === 0 && <p className="text-ink-soft text-small">{t('noItems')}</p>}
        <ol className="flex flex-col">
          {items.map((item) => (
            <li
              key={item.blockId}
              aria-current={item === current ? 'step' : undefined}
              className={`flex items-center gap-2 rounded-small ${item === current ? 'bg-sunken' : ''}`}
            >
              {runs ? (
                <input
                  type="checkbox"
                  checked={isDone(item)}
                  aria-label={t('done', { item: nameOf(item) })}
                  onChange={({ target }) =>
                    meeting.step({ do: 'done', blockId: item.blockId, isDone: target.checked })
                  }
                  className="ms-1 size-4 shrink-0 accent-ink"
                />
              ) : (
                <span className="ms-1 flex size-4 shrink-0 items-center justify-center">
                  {isDone(item) && <Check size={14} aria-label={t('taskDone')} />}
                </span>
              )}
              <button
                type="button"
                dir="auto"
                title={t('goTo', { item: nameOf(item) })}
                onClick={() => onShow(item.blockId)}
                className="min-w-0 flex-1 break-words rounded-small px-1 py-1.5 text-start text-small hover:bg-sunken"
              >
                {nameOf(item)}
              </button>
              <span className="shrink-0 text-ink-soft text-small">{minutesOf({ state, item, now, t })}</span>
              {runs && item !== current ? (
                <IconButton
                  icon={Play}
                  label={t('begin', { item: nameOf(item) })}
                  onClick={() => {
                    meeting.step({ do: 'item', blockId: item.blockId });
                    onShow(item.blockId);
                  }}
                />
              ) : (
                runs && <span className="size-9 shrink-0" />
              )}
            </li>
          ))}
        </ol>
      </Part>
    </>
  );
}

function minutesOf({
  state,
  item: { blockId, minutes },
  now,
  t,
}: {
  state: MeetingState;
  item: AgendaPart;
  now: number;
  t: ReturnType<typeof useTranslations<'meetings.panel'>>;
}): string {
  const elapsed = elapsedOf(state, { blockId, now });
  if (elapsed < MINUTE) return t('minutes', { minutes });
  return t('took', { took: Math.round(elapsed / MINUTE), minutes });
}

function Clock({ state, item, now }: { state: MeetingState; item: AgendaPart; now: number }) {
  const t = useTranslations('meetings.panel');
  const { isOver, text } = timeLeft(item.minutes, elapsedOf(state, { blockId: item.blockId, now }));
  const key = state.runningSince ? (isOver ? 'over' : 'left') : isOver ? 'pausedOver' : 'paused';
  return (
    // It is not read out at every second.
    <p role="timer" aria-live="off" className={`tabular-nums ${isOver ? 'font-semibold' : 'text-ink-soft'}`}>
      {t(key, { time: text })}
    </p>
  );
}

/** The server's time in milliseconds, every second while something runs. */
function useServerTime(skew: number, runs: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!runs) return;
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, [runs]);
  return now + skew;
}
