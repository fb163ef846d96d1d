'use client';

import type { MeetingState } from '@plenum/domain/meetings/types';
import { UserPlus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { NameForm } from './name-form.tsx';
import { Part } from './part.tsx';
import type { KnownMeeting } from './use-meeting.ts';
import { useNameOf } from './use-name-of.ts';

/** Who is there: offered from who is in the document, and corrected by whoever runs the meeting. */
export function Attendance({
  meeting,
  state,
  isOpen,
}: {
  meeting: KnownMeeting;
  state: MeetingState;
  isOpen: boolean;
}) {
  const t = useTranslations('meetings.panel');
  const nameOf = useNameOf();
  const { attendees, here, mayRun } = state;
  const runs = mayRun && isOpen;
  const count = attendees.filter(({ isPresent }) => isPresent).length;
  const shown = runs ? attendees : attendees.filter(({ isPresent }) => isPresent);
  return (
    <Part title={t('attendance', { count })}>
      {shown.length === 0 && <p className="text-ink-soft text-small">{t('noAttendance')}</p>}
      <ul className="flex flex-col gap-1">
        {shown.map((one) => (
          <li key={one.id} className="flex min-h-9 items-center gap-2 text-small">
            {runs ? (
              <>
                <Checkbox
                  name="present"
                  checked={one.isPresent}
                  label={<bdi className="break-words">{nameOf(one)}</bdi>}
                  aria-label={t('isPresent', { name: nameOf(one) })}
                  onChange={({ target }) =>
                    meeting.step({ do: 'present', attendeeId: one.id, isPresent: target.checked })
                  }
                />
                {one.kind === 'typed' && (
                  <span className="ms-auto">
                    <IconButton
                      icon={X}
                      label={t('remove', { name: nameOf(one) })}
                      onClick={() => meeting.step({ do: 'forget', attendeeId: one.id })}
                    />
                  </span>
                )}
              </>
            ) : (
              <bdi className="break-words">{nameOf(one)}</bdi>
            )}
          </li>
        ))}
      </ul>
      {runs && here.length > 0 && (
        <div className="flex flex-col gap-1">
          <div className="flex items-center justify-between gap-2">
            <h4 className="text-ink-soft text-small">{t('here')}</h4>
            <Button
              size="small"
              look="quiet"
              onClick={() => meeting.step({ do: 'attend', who: here.slice(0, 100).map(({ key }) => key) })}
            >
              {t('addAll')}
            </Button>
          </div>
          <ul>
            {here.map((one) => (
              <li key={one.key} className="flex items-center gap-2 text-small">
                <bdi className="min-w-0 flex-1 break-words">{nameOf(one)}</bdi>
                <IconButton
                  icon={UserPlus}
                  label={t('addOne', { name: nameOf(one) })}
                  onClick={() => meeting.step({ do: 'attend', who: [one.key] })}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
      {runs && (
        <NameForm label={t('addName')} onName={(name) => meeting.step({ do: 'attend', who: [{ name }] })} />
      )}
    </Part>
  );
}
