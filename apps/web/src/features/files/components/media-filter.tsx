import { MEDIA_KINDS, type MediaFilter } from '@plenum/domain/files/schema';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { SelectField } from '#components/select-field.tsx';
import { TextField } from '#components/text-field.tsx';

/** Asks for some of a workspace's files by the address of the page. */
export function MediaFilterForm({ path, filter }: { path: string; filter: MediaFilter }) {
  const t = useTranslations('files.media');
  return (
    <search aria-label={t('filter')}>
      <form action={path} className="mb-6 flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-48">
          <TextField
            name="words"
            label={t('words')}
            defaultValue={filter.words}
            maxLength={100}
            autoComplete="off"
          />
        </div>
        <div className="min-w-0 flex-1 basis-40">
          <SelectField
            name="kind"
            label={t('kind')}
            defaultValue={filter.kind ?? ''}
            choices={[
              { value: '', label: t('any') },
              ...MEDIA_KINDS.map((kind) => ({ value: kind, label: t(kind) })),
            ]}
          />
        </div>
        <div className="min-w-0 flex-1 basis-40">
          <SelectField
            name="only"
            label={t('only')}
            defaultValue={filter.only ?? ''}
            choices={[
              { value: '', label: t('all') },
              { value: 'unused', label: t('unused') },
            ]}
          />
        </div>
        <Button type="submit">{t('show')}</Button>
      </form>
    </search>
  );
}
