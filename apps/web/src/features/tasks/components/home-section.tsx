'use client';

import type { GatheredHome } from '@plenum/domain/tasks/gathered';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { documentPath } from '#lib/paths.ts';

/** A part of a list for the tasks of another home, below the title of this. */
export function HomeSection({
  home: { documentId, document },
  children,
}: {
  home: Pick<GatheredHome, 'documentId' | 'document'>;
  children: ReactNode;
}) {
  const t = useTranslations('tasks.gathered');
  const id = `home-${documentId}`;
  return (
    <section aria-labelledby={id} className="mt-6">
      <h2 id={id} className="font-semibold">
        <span className="font-normal text-ink-soft text-small">{t('from')} </span>
        <a href={documentPath(documentId)} className="break-words hover:underline">
          <bdi>{document}</bdi>
        </a>
      </h2>
      {children}
    </section>
  );
}
