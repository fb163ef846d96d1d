'use client';

import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { useFormatter, useNow, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Button } from '#components/button.tsx';
import { Problem } from '#components/problem.tsx';
import { ClockTime } from '#components/time.tsx';
import type { ChatPlace } from './chat-place.ts';
import { byDay, daysBefore } from './chat-read.ts';
import { MessageView, Said } from './message-view.tsx';
import type { Unsent } from './use-sending.ts';

const MINUTE = 60_000;

/** What was said, under the days on which it was, and last what is still to be sent from here. */
export function MessageList({
  place,
  messages,
  unsent,
  isQuiet,
  onDone,
  onAgain,
  onDiscard,
}: {
  place: ChatPlace;
  messages: readonly ChatMessageCard[];
  unsent: readonly Unsent[];
  /** What is added now is not new, and nothing to be told. */
  isQuiet: boolean;
  onDone: () => void;
  onAgain: (unsent: Unsent) => void;
  onDiscard: (unsent: Unsent) => void;
}) {
  const t = useTranslations('chat');
  return (
    <div
      role="log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, also where nothing in it can be pressed
      tabIndex={0}
      aria-label={t('messages')}
      aria-live={isQuiet ? 'off' : 'polite'}
      className="flex flex-col gap-4"
    >
      {byDay(messages).map(({ day, messages: said }) => (
        <Fragment key={said[0]?.id}>
          <DayLine day={day} />
          <ol className="flex flex-col gap-4">
            {said.map((message) => (
              <MessageView
                key={message.id}
                place={place}
                message={message}
                time={<ClockTime at={message.createdAt} />}
                onDone={onDone}
              />
            ))}
          </ol>
        </Fragment>
      ))}
      {unsent.length > 0 && (
        <ol className="flex flex-col gap-4">
          {unsent.map((one) => (
            <li key={one.key} className="flex min-w-0 flex-col gap-1">
              <p className="font-medium">{t('you')}</p>
              <Said body={one.body} />
              {one.problem === null ? (
                <p className="text-ink-soft text-small">{t('sending')}</p>
              ) : (
                <>
                  <Problem role="alert">{t('notSent', { why: one.problem })}</Problem>
                  <div className="-ms-3 flex flex-wrap gap-1">
                    <Button size="small" look="quiet" onClick={() => onAgain(one)}>
                      {t('tryAgain')}
                    </Button>
                    <Button size="small" look="quiet" onClick={() => onDiscard(one)}>
                      {t('discard')}
                    </Button>
                  </div>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Which day it was. */
function DayLine({ day }: { day: Date }) {
  const t = useTranslations('chat');
  const format = useFormatter();
  const now = useNow({ updateInterval: MINUTE });
  const before = daysBefore(day, now);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const name =
    before === 0
      ? t('today')
      : before === 1
        ? t('yesterday')
        : format.dateTime(day, {
            weekday: 'long',
            day: 'numeric',
            month: 'long',
            ...(day.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
            timeZone,
          });
  return (
    <h3 className="flex items-center gap-3 text-ink-soft text-small before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {name}
    </h3>
  );
}
