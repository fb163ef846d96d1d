import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { Section } from '#components/section.tsx';
import { PadLink } from '#features/shares/components/pad-link.tsx';
import { TakePadForm } from '#features/shares/components/take-pad-form.tsx';
import { loadGuestPad } from '#features/shares/loaders.ts';
import { guestPath, tokenOfShare } from '#lib/paths.ts';

type Props = { params: Promise<{ token: string }> };

/** Nothing of what is shared gets into a title that a chat or a search engine may keep. */
export const metadata: Metadata = { title: 'Plenum', robots: { index: false, follow: false } };

/** The links of a pad without an account, and where it can be taken, for whoever writes in it. */
export default async function PadPage({ params }: Props) {
  const token = tokenOfShare((await params).token);
  const [pad, t] = await Promise.all([loadGuestPad(token), getTranslations('shares.pad')]);
  return (
    <PlainFrame title={pad.title} intro={<p>{t('about')}</p>}>
      <ButtonLink look="primary" wide href={guestPath(token)}>
        {t('write')}
      </ButtonLink>
      <Section title={t('writing')} about={t('writingAbout')}>
        <PadLink url={pad.writeUrl} label={t('writing')} />
      </Section>
      <Section title={t('reading')} about={t('readingAbout')}>
        <PadLink url={pad.readUrl} label={t('reading')} />
      </Section>
      <p className="mt-8 text-ink-soft">{t('kept', { count: pad.keptDays })}</p>
      <Section title={t('take')} about={pad.workspaces?.length ? t('takeAbout') : null}>
        {pad.workspaces?.length ? (
          <TakePadForm token={token} workspaces={pad.workspaces.map(({ id, name }) => ({ id, name }))} />
        ) : (
          <p className="text-ink-soft">{t(pad.workspaces ? 'noWorkspace' : 'signIn')}</p>
        )}
      </Section>
    </PlainFrame>
  );
}
