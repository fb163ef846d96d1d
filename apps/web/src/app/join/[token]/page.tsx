import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { JoinForm } from '#features/accounts/components/join-form.tsx';
import { loadMe } from '#features/accounts/loaders.ts';
import { JoinAsGroupForm } from '#features/groups/components/join-as-group-form.tsx';
import { loadMyGroups } from '#features/groups/loaders.ts';
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
  const { leadsTo, forGroups } = invitation;
  const kind = leadsTo.kind === 'group' ? 'group' : forGroups ? 'forGroups' : 'workspace';
  const names = {
    name: invitation.invitedBy ?? '',
    place: leadsTo.name,
    role: leadsTo.kind === 'workspace' ? t(`roles.${leadsTo.role}.name`) : '',
  };
  const intro = t(invitation.invitedBy ? `join.introBy.${kind}` : `join.intro.${kind}`, names);
  return (
    <PlainFrame title={t('join.title')} intro={<p dir="auto">{intro}</p>}>
      <JoinForm
        token={token}
        signInHref={signInStart(invitationPath(token))}
        signedIn={
          me &&
          (forGroups ? (
            <JoinAsGroupForm token={token} groups={await groupsToJoinWith()} />
          ) : (
            <JoinButton token={token} myName={me.displayName} />
          ))
        }
      />
    </PlainFrame>
  );
}

/** The groups that the signed-in person runs. */
async function groupsToJoinWith() {
  const groups = await loadMyGroups();
  return groups.filter(({ role }) => role === 'admin').map(({ id, name }) => ({ value: id, label: name }));
}
