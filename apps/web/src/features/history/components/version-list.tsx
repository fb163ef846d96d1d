'use client';

import type { VersionCard } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SubmitButton } from '#components/submit-button.tsx';
import { LocalTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { documentHistoryPath } from '#lib/paths.ts';
import { forgetVersion } from '../actions.ts';

/** The named points of a document's past. */
export function VersionList({ documentId, versions }: { documentId: DocumentId; versions: VersionCard[] }) {
  const t = useTranslations('history');
  return (
    <ul className="flex flex-col">
      {versions.map(({ id, seq, name, createdAt, createdBy }) => (
        <li
          key={id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line py-3 not-first:border-t"
        >
          <div className="min-w-0 flex-1 basis-60">
            <Link
              href={documentHistoryPath(documentId, { at: seq })}
              prefetch={false}
              dir="auto"
              className="break-words font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {name}
            </Link>
            <p className="text-ink-soft text-small">
              <LocalTime at={createdAt} /> · <bdi>{t('versionBy', { name: createdBy ?? t('gone') })}</bdi>
            </p>
          </div>
          <Forget documentId={documentId} versionId={id} label={t('forgetName', { name })} />
        </li>
      ))}
    </ul>
  );
}

function Forget({
  documentId,
  versionId,
  label,
}: {
  documentId: DocumentId;
  versionId: string;
  label: string;
}) {
  const t = useTranslations('history');
  const form = useForm(forgetVersion);
  return (
    <form {...form.props}>
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="versionId" value={versionId} />
      <SubmitButton look="quiet" size="small" pending={form.pending} aria-label={label}>
        {t('forget')}
      </SubmitButton>
    </form>
  );
}
