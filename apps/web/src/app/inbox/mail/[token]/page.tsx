import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { LetterForm } from '#features/inbox/components/letter-form.tsx';
import { loadLetters } from '#features/inbox/loaders.ts';

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ again?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox.letter'))('title') };
}

/** Where whoever has a letter agrees to letters, wants none, and ends them; programs that look through mail open it, and nothing happens by that. */
export default async function LetterPage({ params, searchParams }: Props) {
  const [{ token }, { again }] = await Promise.all([params, searchParams]);
  const [letters, t] = await Promise.all([loadLetters(token), getTranslations('inbox.letter')]);
  if (letters === null) {
    return (
      <PlainFrame title={t('goneTitle')} intro={<p>{t(again === undefined ? 'gone' : 'allowed')}</p>}>
        <ButtonLink href="/">{t('home')}</ButtonLink>
      </PlainFrame>
    );
  }
  if (letters === 'refused') {
    return (
      <PlainFrame title={t('goneTitle')} intro={<p>{t('refused')}</p>}>
        <div className="flex flex-col gap-3">
          <ButtonLink href="/">{t('home')}</ButtonLink>
          <LetterForm token={token} does="allow" />
        </div>
      </PlainFrame>
    );
  }
  return (
    <PlainFrame title={t('title')} intro={<p>{t(letters)}</p>}>
      <div className="flex flex-col gap-3">
        {(letters === 'confirmed' ? (['stop'] as const) : (['agree', 'refuse'] as const)).map((does) => (
          <LetterForm key={does} token={token} does={does} />
        ))}
      </div>
    </PlainFrame>
  );
}
