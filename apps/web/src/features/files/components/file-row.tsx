'use client';

import { kindOf } from '@plenum/domain/files/media-type';
import type { AttachmentCard } from '@plenum/domain/files/types';
import type { DocumentId } from '@plenum/domain/ids';
import { isPictureType } from '@plenum/domain/picture-types';
import { FileText } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalTime } from '#components/time.tsx';
import { attachmentPath } from '#lib/paths.ts';
import { fileSize } from './file-size.ts';

/** Bytes up to which a picture is shown in the list. */
const MOST_SHOWN = 300_000;

/** An attachment in a list, with what can be done with it. */
export function FileRow({
  documentId,
  file,
  about: more,
  children,
}: {
  documentId: DocumentId;
  file: AttachmentCard;
  /** What else is to be known of it. */
  about?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations('files');
  const locale = useLocale();
  const { id, name, mediaType, size, width, height, uploader, createdAt } = file;
  const href = attachmentPath({ documentId }, id);
  const pixels = width !== null && height !== null ? t('pixels', { width, height }) : null;
  const kind = kindOf(mediaType);
  const about = [t(`kinds.${kind}`), pixels, fileSize(locale, size)].filter(Boolean).join(' · ');
  const by = uploader.name ?? t(uploader.kind === 'guest' ? 'guest' : 'gone');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line py-3 not-first:border-t">
      <span className="flex size-12 shrink-0 items-center justify-center overflow-hidden rounded-base border border-line bg-sunken text-ink-faint">
        {isPictureType(mediaType) && size <= MOST_SHOWN ? (
          // biome-ignore lint/performance/noImgElement: Next's writes a style attribute, which the policy of our pages forbids.
          <img src={href} alt="" width={48} height={48} loading="lazy" className="size-12 object-cover" />
        ) : (
          <FileText aria-hidden size={20} strokeWidth={1.5} />
        )}
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <a
          href={href}
          dir="auto"
          className="break-words font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {name}
        </a>
        <p className="text-ink-soft text-small">{about}</p>
        <p className="text-ink-soft text-small">
          <LocalTime at={createdAt} /> · <bdi>{t('by', { name: by })}</bdi>
        </p>
        {more}
      </div>
      {children}
    </li>
  );
}
