import { useTranslations } from 'next-intl';
import { Section } from '#components/section.tsx';
import { KeepForm } from './keep-form.tsx';
import { UnsavedDocuments } from './unsaved-documents.tsx';

/** What this browser keeps, in the settings. */
export function DeviceSection({ keeps }: { keeps: boolean }) {
  const t = useTranslations('documents.device');
  return (
    <Section title={t('heading')} about={t('about')}>
      <KeepForm keeps={keeps} />
      <UnsavedDocuments key={String(keeps)} />
    </Section>
  );
}
