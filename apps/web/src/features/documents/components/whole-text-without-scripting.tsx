import { useTranslations } from 'next-intl';

/** Leads to all of a long text where no script brings it. */
export function WholeTextWithoutScripting({ href }: { href: string }) {
  const t = useTranslations('documents.page');
  return (
    <noscript>
      <p className="px-5 pt-4 md:px-8">
        <a href={href} className="underline">
          {t('wholeText')}
        </a>
      </p>
    </noscript>
  );
}
