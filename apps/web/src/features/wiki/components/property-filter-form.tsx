import type { PersonCard } from '@plenum/domain/accounts/types';
import { DOCUMENT_STATUSES, type DocumentStatus } from '@plenum/domain/documents/statuses';
import { useTranslations } from 'next-intl';
import { FilterForm } from '#components/filter-form.tsx';
import { SelectField } from '#components/select-field.tsx';

/** Asks for documents by what is said of them. */
export function PropertyFilterForm({
  path,
  owners,
  asked,
}: {
  path: string;
  owners: PersonCard[];
  /** What is asked for now. */
  asked: { status?: DocumentStatus | undefined; owner?: string | undefined; due?: 'yes' | undefined };
}) {
  const t = useTranslations('wiki.properties');
  const tAbout = useTranslations('wiki.about');
  const statuses = DOCUMENT_STATUSES.map((value) => ({ value, label: tAbout(`status.${value}`) }));
  const people = owners.map(({ id, displayName }) => ({ value: id, label: displayName }));
  return (
    <FilterForm path={path} label={t('filter')} submit={t('show')}>
      <SelectField
        name="status"
        label={tAbout('statusField')}
        choices={[{ value: '', label: t('any') }, ...statuses]}
        defaultValue={asked.status ?? ''}
      />
      <SelectField
        name="owner"
        label={tAbout('owner')}
        choices={[{ value: '', label: t('anybody') }, ...people]}
        defaultValue={asked.owner ?? ''}
      />
      <SelectField
        name="due"
        label={tAbout('review')}
        choices={[
          { value: '', label: t('any') },
          { value: 'yes', label: t('due') },
        ]}
        defaultValue={asked.due ?? ''}
      />
    </FilterForm>
  );
}
