'use client';

import type { DocumentFilter } from '@plenum/domain/documents/schema';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FilterForm } from '#components/filter-form.tsx';
import { SelectField } from '#components/select-field.tsx';
import { TextField } from '#components/text-field.tsx';

/** Asks for some of the documents, and for their order, by the address of the page; folded up unless it asks for something. */
export function DocumentFilterForm({ path, filter }: { path: string; filter: DocumentFilter }) {
  const t = useTranslations('documents.list');
  return (
    <details open={filter.words !== '' || filter.order !== 'changed'} className="mt-1">
      <summary className="w-fit cursor-pointer rounded-base py-1.5 text-ink-soft text-small hover:text-ink">
        <span className="ms-1 inline-flex items-center gap-1.5 align-bottom">
          <Search aria-hidden size={14} />
          {t('filter')}
        </span>
      </summary>
      <FilterForm path={path} label={t('filter')} submit={t('show')} hidden={{ only: filter.only }}>
        <TextField
          name="words"
          label={t('words')}
          defaultValue={filter.words}
          maxLength={100}
          autoComplete="off"
        />
        {filter.only !== 'recent' && (
          <SelectField
            name="order"
            label={t('order')}
            defaultValue={filter.order}
            choices={[
              { value: 'changed', label: t('byChange') },
              { value: 'title', label: t('byTitle') },
            ]}
          />
        )}
      </FilterForm>
    </details>
  );
}
