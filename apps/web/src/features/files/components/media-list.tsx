import type { MediaCard, NamedDocument } from '@plenum/domain/files/types';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { documentFilesPath, documentPath } from '#lib/paths.ts';
import { DeleteFile } from './delete-file.tsx';
import { FileRow } from './file-row.tsx';

/** Files of a workspace, each with the document that it belongs to and those whose texts have it. */
export function MediaList({ media, mayDelete }: { media: readonly MediaCard[]; mayDelete: boolean }) {
  return (
    <ul className="flex flex-col">
      {media.map((file) => (
        <FileRow
          key={`${file.documentId} ${file.id}`}
          documentId={file.documentId}
          file={file}
          about={<Use file={file} />}
        >
          {mayDelete && <DeleteFile documentId={file.documentId} file={file} />}
        </FileRow>
      ))}
    </ul>
  );
}

function Use({ file: { documentId, title, isUsed, usedIn } }: { file: MediaCard }) {
  const t = useTranslations('files');
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-soft text-small">
      <span>{t('media.of')}</span>
      <Named href={documentFilesPath(documentId)} title={title} />
      {usedIn.length > 0 && <span>· {t('media.in')}</span>}
      {usedIn.map((use) => (
        <Named key={use.documentId} href={documentPath(use.documentId)} title={use.title} />
      ))}
      {usedIn.length === 0 && <Badge>{t(isUsed ? 'usedElsewhere' : 'notUsed')}</Badge>}
    </p>
  );
}

function Named({ href, title }: { href: string; title: NamedDocument['title'] }) {
  return (
    <a href={href} dir="auto" className="min-w-0 break-words underline">
      {title}
    </a>
  );
}
