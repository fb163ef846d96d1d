'use client';

import type { DocumentFilter } from '@plenum/domain/documents/schema';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { SelectField } from '#components/select-field.tsx';
import { TextField } from '#components/text-field.tsx';

/** Asks for some of the documents, and for their order, by the address of the page. */
export function DocumentFilterForm({ path, filter }: { path: string; filter: DocumentFilter }) {
  const t = useTranslations('documents.list');
  return (
    <search aria-label={t('filter')}>
      <form action={path} className="mb-4 flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-48">
          <TextField
            name="words"
            label={t('words')}
            defaultValue={filter.words}
            maxLength={100}
            autoComplete="off"
          />
        </div>
        <div className="basis-56">
          <SelectField
            name="order"
            label={t('order')}
            defaultValue={filter.order}
            choices={[
              { value: 'changed', label: t('byChange') },
              { value: 'title', label: t('byTitle') },
            ]}
          />
        </div>
        <div className="flex h-10 items-center">
          <Checkbox
            name="favourites"
            value="yes"
            label={t('favourites')}
            defaultChecked={filter.favourites === 'yes'}
          />
        </div>
        <Button type="submit">{t('show')}</Button>
      </form>
    </search>
  );
}
