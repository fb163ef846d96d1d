import { useTranslations } from 'next-intl';

/** Leads to the comments on a page of their own, where no script shows them beside the text. */
export function CommentsWithoutScripting({ href }: { href: string }) {
  const t = useTranslations('comments');
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
