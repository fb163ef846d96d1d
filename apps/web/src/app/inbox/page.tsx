import { inboxFilterSchema } from '@plenum/domain/inbox/schema';
import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { addressOf, PageLinks } from '#components/page-links.tsx';
import { InboxList } from '#features/inbox/components/inbox-list.tsx';
import { MarkRead } from '#features/inbox/components/mark-read.tsx';
import { loadInbox } from '#features/inbox/loaders.ts';
import { INBOX_PATH, WATCHED_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

const showSchema = inboxFilterSchema.shape.show.catch('unread');
const PARTS = ['unread', 'all'] as const;

type Props = { searchParams: Promise<{ show?: QueryValue; cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') };
}

export default async function InboxPage({ searchParams }: Props) {
  const query = await searchParams;
  const show = showSchema.parse(firstValue(query.show));
  const cursor = firstValue(query.cursor);
  const [{ items, next }, t] = await Promise.all([loadInbox({ show, cursor }), getTranslations('inbox')]);
  const isUnread = show === 'unread';
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('title')} />
      <Main>
        <PageHeader
          title={t('title')}
          intro={t('intro')}
          actions={
            <>
              <ButtonLink look="quiet" href={WATCHED_PATH}>
                {t('watched.title')}
              </ButtonLink>
              {isUnread && cursor === undefined && items[0] && <MarkRead until={items[0].at} />}
            </>
          }
        />
        <nav aria-label={t('show')} className="mb-6 flex flex-wrap gap-2">
          {PARTS.map((part) => (
            <ButtonLink
              key={part}
              href={addressOf(INBOX_PATH, part === 'all' ? { show: part } : {})}
              look={part === show ? 'secondary' : 'quiet'}
              aria-current={part === show ? 'page' : undefined}
            >
              {t(`part.${part}`)}
            </ButtonLink>
          ))}
        </nav>
        {items.length === 0 && (
          <EmptyState icon={Inbox} title={t(isUnread ? 'noneUnread' : 'none')}>
            {t('noneText')}
          </EmptyState>
        )}
        <InboxList entries={items} />
        <PageLinks
          path={INBOX_PATH}
          query={{ show: isUnread ? undefined : show }}
          cursor={cursor}
          next={next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </MemberFrame>
  );
}
