import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { LetterForm } from '#features/inbox/components/letter-form.tsx';
import { loadLetters } from '#features/inbox/loaders.ts';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox.letter'))('title') };
}

/** Where whoever has a letter agrees to letters and ends them; programs that look through mail open it, and nothing happens by that. */
export default async function LetterPage({ params }: Props) {
  const { token } = await params;
  const [letters, t] = await Promise.all([loadLetters(token), getTranslations('inbox.letter')]);
  if (!letters) {
    return (
      <PlainFrame title={t('goneTitle')} intro={<p>{t('gone')}</p>}>
        <ButtonLink href="/">{t('home')}</ButtonLink>
      </PlainFrame>
    );
  }
  const { isConfirmed } = letters;
  return (
    <PlainFrame title={t('title')} intro={<p>{t(isConfirmed ? 'confirmed' : 'asked')}</p>}>
      <div className="flex flex-col gap-3">
        {(isConfirmed ? (['stop'] as const) : (['agree', 'refuse'] as const)).map((does) => (
          <LetterForm key={does} token={token} does={does} />
        ))}
      </div>
    </PlainFrame>
  );
}
