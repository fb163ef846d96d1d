'use client';

import { useTranslations } from 'next-intl';
import { MessagePage } from '#components/message-page.tsx';
import { PlainButton } from '#components/plain-button.tsx';

/** An unexpected error on a page; the reference finds its entry in the log. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = useTranslations('common');
  return (
    <main>
      <MessagePage
        title={t('error.title')}
        action={<PlainButton onClick={retry}>{t('tryAgain')}</PlainButton>}
      >
        <p>{t('error.text')}</p>
        {error.digest && <p className="mt-3 text-small">{t('error.code', { digest: error.digest })}</p>}
      </MessagePage>
    </main>
  );
}
