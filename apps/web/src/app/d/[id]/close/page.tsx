import type { Metadata } from 'next';
import { getFormatter, getTimeZone, getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ClosingForm } from '#features/meetings/components/closing-form.tsx';
import { ReopenForm } from '#features/meetings/components/reopen-form.tsx';
import { loadClosing } from '#features/meetings/loaders.ts';

/** Letters of a version's name. */
const LONGEST = 80;

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('meetings.closing'))('title') };
}

export default async function ClosingPage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, meeting, left }, t, frozen, words, format, timeZone] = await Promise.all([
    loadClosing(id),
    getTranslations('meetings.closing'),
    getTranslations('documents.page.frozen'),
    getTranslations('meetings'),
    getFormatter(),
    getTimeZone(),
  ]);
  const day = format.dateTime(meeting.startedAt ?? meeting.now, { dateStyle: 'medium', timeZone });
  const title = document.title.slice(0, LONGEST - day.length - 2).trim();
  const present = meeting.attendees.filter(({ isPresent }) => isPresent);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      {document.frozenAt ? (
        <>
          <PageHeader
            title={meeting.closedAt ? t('closedTitle') : frozen('title')}
            intro={meeting.closedAt ? t('openAgainIntro') : frozen('text')}
          />
          <ReopenForm documentId={id} size="medium" />
        </>
      ) : (
        <>
          <PageHeader title={t('title')} intro={t('intro')} />
          <ClosingForm
            documentId={id}
            version={`${title}, ${day}`}
            names={present.map(({ name }) => name ?? words('guest'))}
            next={meeting.next}
            left={left}
          />
        </>
      )}
    </DocumentFrame>
  );
}
