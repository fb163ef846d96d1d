'use client';

import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '#components/button.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { LocalTime } from '#components/time.tsx';
import { type CopyRecord, unsavedEditsIn } from '#lib/device/copy-record.ts';

/** The documents that this device has, in place of a page that could not be had, or asked for as a list. */
export function KeptList({
  copies,
  asked,
}: {
  copies: readonly CopyRecord[];
  asked: 'document' | 'page' | 'list';
}) {
  const t = useTranslations('documents.offline');
  const device = useTranslations('documents.device');
  const isInstead = asked !== 'list';
  useEffect(() => {
    if (!isInstead) return;
    const again = async () => {
      if (await isReachable()) window.location.reload();
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [isInstead]);
  return (
    <Main>
      <PageHeader
        title={t(isInstead ? 'title' : 'heading')}
        intro={isInstead && t(asked === 'document' ? 'notHere' : 'text')}
        actions={isInstead && <Button onClick={() => window.location.reload()}>{t('tryAgain')}</Button>}
      />
      {copies.length === 0 ? (
        <EmptyState icon={FileText} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <section>
          {isInstead && <h2 className="mb-2 font-semibold text-heading">{t('heading')}</h2>}
          <ul className="-mx-3 flex flex-col">
            {copies.map((copy) => (
              <li key={copy.document} className="border-line not-first:border-t">
                <KeptRow copy={copy} unsaved={device('edits', { edits: unsavedEditsIn(copy) })} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Main>
  );
}

/** A network that has come back need not lead to Plenum. */
async function isReachable(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

/** Leads on by a whole new page, which comes from this device as this one did. */
function KeptRow({ copy, unsaved }: { copy: CopyRecord; unsaved: string }) {
  return (
    <a
      href={`/d/${copy.document}`}
      className="flex items-start gap-3 rounded-base px-3 py-3.5 transition-colors hover:bg-hover"
    >
      <FileText aria-hidden size={18} className="mt-0.75 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="line-clamp-2 break-words font-medium text-left">
          {copy.title}
        </span>
        <span className="flex flex-wrap gap-x-1.5 text-ink-soft text-small">
          <bdi>{copy.workspace.name}</bdi>
          <span aria-hidden>·</span>
          <LocalTime at={new Date(copy.usedAt)} />
          {unsavedEditsIn(copy) > 0 && <strong className="basis-full font-medium text-ink">{unsaved}</strong>}
        </span>
      </span>
    </a>
  );
}
