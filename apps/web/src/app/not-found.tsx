import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { MessagePage } from '#components/message-page.tsx';

/** The same for what does not exist and for what one may not see. */
export default function NotFound() {
  const t = useTranslations('common.notFound');
  return (
    <main>
      <MessagePage title={t('title')} action={<ButtonLink href="/">{t('action')}</ButtonLink>}>
        <p>{t('text')}</p>
      </MessagePage>
    </main>
  );
}
