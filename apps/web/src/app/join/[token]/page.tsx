import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { JoinForm } from '#features/accounts/components/join-form.tsx';
import { loadMe } from '#features/accounts/loaders.ts';
import { JoinButton } from '#features/workspaces/components/join-button.tsx';
import { loadInvitation } from '#features/workspaces/loaders.ts';
import { invitationPath, signInStart } from '#lib/paths.ts';
import { currentMember } from '#lib/session.ts';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspaces.join'))('title') };
}

export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const [invitation, member, t] = await Promise.all([
    loadInvitation(token),
    currentMember(),
    getTranslations('workspaces'),
  ]);
  if (!invitation) {
    return (
      <PlainFrame title={t('join.goneTitle')} intro={<p>{t('join.gone')}</p>}>
        <ButtonLink href="/">{t('join.home')}</ButtonLink>
      </PlainFrame>
    );
  }
  const me = member && (await loadMe());
  const { workspaceName: workspace, invitedBy: name } = invitation;
  const role = t(`roles.${invitation.role}.name`);
  const intro = name ? t('join.introBy', { name, workspace, role }) : t('join.intro', { workspace, role });
  return (
    <PlainFrame title={t('join.title')} intro={<p dir="auto">{intro}</p>}>
      <JoinForm
        token={token}
        signInHref={signInStart(invitationPath(token))}
        signedIn={me && <JoinButton token={token} myName={me.displayName} />}
      />
    </PlainFrame>
  );
}
