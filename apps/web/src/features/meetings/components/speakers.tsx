'use client';

import type { MeetingState, Speaker } from '@plenum/domain/meetings/types';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { Button } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { NameForm } from './name-form.tsx';
import { Part } from './part.tsx';
import type { KnownMeeting } from './use-meeting.ts';
import { useNameOf } from './use-name-of.ts';

/** Who has the word, and who wants it. */
export function Speakers({ meeting, state }: { meeting: KnownMeeting; state: MeetingState }) {
  const t = useTranslations('meetings.panel');
  const nameOf = useNameOf();
  const { speakers, mayRun, mayRaiseHand, firstTimers } = state;
  const own = speakers.find(({ isMe }) => isMe);
  const speaking = speakers.find(({ isSpeaking }) => isSpeaking);
  const isWaiting = speakers.some(({ isSpeaking }) => !isSpeaking);
  return (
    <Part title={t('speakers')}>
      <p role="status" className="sr-only">
        {speaking && t('hasWord', { name: nameOf(speaking) })}
      </p>
      {speakers.length === 0 && <p className="text-ink-soft text-small">{t('nobody')}</p>}
      <ol className="flex flex-col gap-1">
        {speakers.map((speaker) => (
          <Row key={speaker.id} meeting={meeting} speaker={speaker} mayRun={mayRun} />
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        {mayRaiseHand && (
          <Button size="small" aria-pressed={own !== undefined} onClick={() => meeting.raise(!own)}>
            {t(own ? (own.isSpeaking ? 'endOwn' : 'lower') : 'raise')}
          </Button>
        )}
        {mayRun && (isWaiting || speaking) && (
          <Button size="small" look="primary" onClick={() => meeting.step({ do: 'speak' })}>
            {t(isWaiting ? 'nextSpeaker' : 'endSpeaker')}
          </Button>
        )}
      </div>
      {mayRun && (
        <>
          <NameForm label={t('addName')} onName={(name) => meeting.step({ do: 'queue', name })} />
          <Checkbox
            name="firstTimers"
            label={<span className="text-small">{t('firstTimers')}</span>}
            checked={firstTimers}
            onChange={({ target }) => meeting.step({ do: 'firstTimers', isOn: target.checked })}
          />
        </>
      )}
    </Part>
  );
}

function Row({ meeting, speaker, mayRun }: { meeting: KnownMeeting; speaker: Speaker; mayRun: boolean }) {
  const t = useTranslations('meetings.panel');
  const name = useNameOf()(speaker);
  return (
    <li className="flex items-center gap-2 text-small">
      <bdi className={`min-w-0 break-words ${speaker.isSpeaking ? 'font-semibold' : ''}`}>{name}</bdi>
      {speaker.isSpeaking && <Badge>{t('speaking')}</Badge>}
      {speaker.isFirst && <Badge>{t('first')}</Badge>}
      {mayRun && (
        <span className="ms-auto">
          <IconButton
            icon={X}
            label={t('remove', { name })}
            onClick={() => meeting.step({ do: 'unqueue', speakerId: speaker.id })}
          />
        </span>
      )}
    </li>
  );
}
