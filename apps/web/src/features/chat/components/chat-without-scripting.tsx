import { useTranslations } from 'next-intl';

/** Leads to the chat on a page of its own, where no script shows it beside the text. */
export function ChatWithoutScripting({ href }: { href: string }) {
  const t = useTranslations('chat');
  return (
    <noscript>
      <p className="px-5 pt-4 md:px-8">
        <a href={href} className="underline">
          {t('title')}
        </a>
      </p>
    </noscript>
  );
}
