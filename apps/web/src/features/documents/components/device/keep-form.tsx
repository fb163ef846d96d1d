'use client';

import { useTranslations } from 'next-intl';
import { PreferenceForm } from '#components/preferences/preference-form.tsx';
import { SegmentedControl } from '#components/segmented-control.tsx';
import { chooseKeeping } from '../../actions.ts';
import { KEEP_NOTHING } from './keep-cookie.ts';
import { useClearing } from './use-clearing.tsx';

/** Chooses whether this browser keeps documents. */
export function KeepForm({ keeps }: { keeps: boolean }) {
  const t = useTranslations('documents.device');
  const { clear, dialog } = useClearing('nothing');
  return (
    <>
      <PreferenceForm
        action={chooseKeeping}
        before={async (form) => form.get('keep') !== KEEP_NOTHING || clear()}
      >
        <SegmentedControl
          name="keep"
          label={t('label')}
          chosen={keeps ? 'documents' : KEEP_NOTHING}
          options={[
            { value: 'documents', label: t('keep') },
            { value: KEEP_NOTHING, label: t('nothing') },
          ]}
        />
      </PreferenceForm>
      {dialog}
    </>
  );
}
