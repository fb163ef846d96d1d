'use client';

import type { MeetingState } from '@plenum/domain/meetings/types';
import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/button.tsx';
import { Problem } from '#components/problem.tsx';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { SidePanel } from '#features/documents/components/beside/side-panel.tsx';
import { showBlock } from '#features/documents/components/editor/block-anchor.ts';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { documentClosingPath, documentPath } from '#lib/paths.ts';
import { Agenda } from './agenda.tsx';
import { Attendance } from './attendance.tsx';
import { DecisionsInText, TasksInText } from './parts-in-text.tsx';
import { Speakers } from './speakers.tsx';
import { type KnownMeeting, useMeeting } from './use-meeting.ts';
import { useMeetingParts } from './use-meeting-parts.ts';

/** The meeting beside its agenda: the time, who is there, who wants to speak, and what comes of it; live. */
export function MeetingPanel({
  live,
  editor,
  token,
}: {
  live: LiveDocument;
  editor: Editor;
  token?: string;
}) {
  const t = useTranslations('meetings.panel');
  const { documentId } = useOpenDocument();
  const meeting = useMeeting({ live, documentId, token, otherwise: t('notDone') });
  const { state, failed, problem, reload } = meeting;
  return (
    <SidePanel panel="meeting" title={t('title')} close={t('close')}>
      {failed && (
        <div className="flex flex-col items-start gap-2">
          <Problem>{t('failed')}</Problem>
          <Button size="small" onClick={reload}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
      {problem && <Problem>{problem}</Problem>}
      {state ? (
        <Body meeting={meeting} state={state} editor={editor} isGuest={token !== undefined} />
      ) : (
        !failed && <p className="text-ink-soft text-small">{t('loading')}</p>
      )}
    </SidePanel>
  );
}

function Body({
  meeting,
  state,
  editor,
  isGuest,
}: {
  meeting: KnownMeeting;
  state: MeetingState;
  editor: Editor;
  isGuest: boolean;
}) {
  const t = useTranslations('meetings.panel');
  const { documentId } = useOpenDocument();
  const parts = useMeetingParts(editor);
  const { startedAt, closedAt, mayRun, previous, next } = state;
  const show = (blockId: string) => void showBlock(editor, `#block-${blockId}`);
  const isOpen = startedAt !== null && closedAt === null;
  return (
    <>
      {closedAt !== null ? (
        <p className="text-small">{t('closed')}</p>
      ) : (
        startedAt === null && (
          <div className="flex flex-col items-start gap-3">
            <p className="text-small">{t('notBegun')}</p>
            {mayRun && (
              <>
                <p className="text-ink-soft text-small">{t('intro')}</p>
                <Button look="primary" size="small" onClick={() => meeting.step({ do: 'start' })}>
                  {t('start')}
                </Button>
              </>
            )}
          </div>
        )
      )}
      {!isGuest && (previous || next) && (
        <div className="flex flex-wrap gap-2">
          {previous && (
            <ButtonLink size="small" href={documentPath(previous.id)}>
              {t('previous')}
            </ButtonLink>
          )}
          {next && (
            <ButtonLink size="small" href={documentPath(next.id)}>
              {t('nextMeeting')}
            </ButtonLink>
          )}
        </div>
      )}
      <Agenda meeting={meeting} state={state} items={parts.items} isOpen={isOpen} onShow={show} />
      {isOpen && <Speakers meeting={meeting} state={state} />}
      {startedAt !== null && <Attendance meeting={meeting} state={state} isOpen={isOpen} />}
      <DecisionsInText decisions={parts.decisions} onShow={show} />
      <TasksInText tasks={parts.tasks} onShow={show} />
      {isOpen && mayRun && (
        <div className="border-line border-t pt-4">
          <ButtonLink size="small" href={documentClosingPath(documentId)}>
            {t('closeMeeting')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}
