import type { DocumentId } from '@plenum/domain/ids';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { Section } from '#components/section.tsx';
import { documentArchivePath, documentMergePath, documentSplitPath } from '#lib/paths.ts';

/** The ways to split a document, to merge it, and to put it into the archive. */
export async function StructureLinks({ documentId }: { documentId: DocumentId }) {
  const t = await getTranslations('structure');
  return (
    <Section title={t('title')} about={t('about')}>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={documentSplitPath(documentId)}>{t('split.title')}</ButtonLink>
        <ButtonLink href={documentMergePath(documentId)}>{t('merge.title')}</ButtonLink>
        <ButtonLink href={documentArchivePath(documentId)}>{t('archive.title')}</ButtonLink>
      </div>
    </Section>
  );
}
