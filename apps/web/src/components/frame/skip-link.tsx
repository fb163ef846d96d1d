import { useTranslations } from 'next-intl';
import { MAIN_ID } from './names.ts';

/** The first stop of the keyboard on every page. */
export function SkipLink() {
  const t = useTranslations('common.frame');
  return (
    <a
      href={`#${MAIN_ID}`}
      className="-translate-y-20 fixed start-3 top-3 z-30 rounded-base bg-ink px-4 py-2 font-medium text-paper focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
