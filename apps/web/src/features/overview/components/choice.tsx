import { useTranslations } from 'next-intl';

/** The form that a choice belongs to, by the id of its element. */
export const SEVERAL = 'several';

/** Chooses a document of a list for the form about several. */
export function Choice({ id, title, isChosen }: { id: string; title: string; isChosen: boolean }) {
  const t = useTranslations('documents.several');
  return (
    <label className="flex cursor-pointer items-start py-4.5 ps-3 pe-1">
      <span className="sr-only">{t('choose', { title })}</span>
      <input
        type="checkbox"
        form={SEVERAL}
        name="documentIds"
        value={id}
        defaultChecked={isChosen}
        className="size-4.5 accent-ink"
      />
    </label>
  );
}
