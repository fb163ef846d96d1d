import { MEDIA_KINDS, type MediaFilter } from '@plenum/domain/files/schema';
import { useTranslations } from 'next-intl';
import { FilterForm } from '#components/filter-form.tsx';
import { SelectField } from '#components/select-field.tsx';
import { TextField } from '#components/text-field.tsx';

/** Asks for some of a workspace's files by the address of the page. */
export function MediaFilterForm({ path, filter }: { path: string; filter: MediaFilter }) {
  const t = useTranslations('files.media');
  return (
    <FilterForm path={path} label={t('filter')} submit={t('show')}>
      <TextField
        name="words"
        label={t('words')}
        defaultValue={filter.words}
        maxLength={100}
        autoComplete="off"
      />
      <SelectField
        name="kind"
        label={t('kind')}
        defaultValue={filter.kind ?? ''}
        choices={[
          { value: '', label: t('any') },
          ...MEDIA_KINDS.map((kind) => ({ value: kind, label: t(kind) })),
        ]}
      />
      <SelectField
        name="only"
        label={t('only')}
        defaultValue={filter.only ?? ''}
        choices={[
          { value: '', label: t('all') },
          { value: 'unused', label: t('unused') },
        ]}
      />
    </FilterForm>
  );
}
