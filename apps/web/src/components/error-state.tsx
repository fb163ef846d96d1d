import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Stands where something could not be loaded: what happened, and the way to try again. */
export function ErrorState({ message, retry }: { message: string; retry: () => void }) {
  const t = useTranslations('common');
  return (
    <Notice
      tone="problem"
      actions={
        <p className="mt-2">
          <Button size="small" onClick={retry}>
            {t('tryAgain')}
          </Button>
        </p>
      }
    >
      <p>{message}</p>
    </Notice>
  );
}
