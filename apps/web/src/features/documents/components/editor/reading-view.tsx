import { useTranslations } from 'next-intl';

/** A document as the server read it. `html` is `htmlFromJson`'s, which escapes everything; where it is not whole, it says that more comes. */
export function ReadingView({ html, isWhole = true }: { html: string; isWhole?: boolean }) {
  return (
    <>
      <Html html={html} />
      {!isWhole && html !== '' && <MoreComes />}
    </>
  );
}

function Html({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: built from the vetted document, element by element
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

function MoreComes() {
  const t = useTranslations('documents.page');
  return <p className="needs-scripting my-6 text-ink-soft">{t('moreComes')}</p>;
}
