'use client';

import type { AuthorKey, PastAuthor } from '@plenum/domain/documents/types';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { SelectField } from '#components/select-field.tsx';
import { usePastName } from './past-author.ts';

/** Asks for the edits of one writer alone, by the address of the page. */
export function WriterFilter({
  path,
  writers,
  author,
}: {
  path: string;
  writers: (PastAuthor & { key: AuthorKey })[];
  author: AuthorKey | undefined;
}) {
  const t = useTranslations('history');
  const nameOf = usePastName();
  return (
    <search>
      <form action={path} className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-48 sm:max-w-72">
          <SelectField
            name="author"
            label={t('writer')}
            defaultValue={author ?? ''}
            choices={[
              { value: '', label: t('everybody') },
              ...writers.map(({ key, ...writer }) => ({ value: key, label: nameOf(writer) })),
            ]}
          />
        </div>
        <Button type="submit">{t('show')}</Button>
      </form>
    </search>
  );
}
