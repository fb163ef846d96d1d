import { INVITATION_DAYS } from '@plenum/domain/workspaces/schema';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { loadMe } from '#features/accounts/loaders.ts';
import { invite, revoke } from '#features/groups/actions.ts';
import { DeleteGroup } from '#features/groups/components/delete-group.tsx';
import { GroupForm } from '#features/groups/components/group-form.tsx';
import { GroupMembers } from '#features/groups/components/group-members.tsx';
import { GroupPlaces } from '#features/groups/components/group-places.tsx';
import { loadGroup, loadGroupMembers } from '#features/groups/loaders.ts';
import { Invitations } from '#features/workspaces/components/invitations.tsx';
import { loadMyWorkspaces } from '#features/workspaces/loaders.ts';
import { GROUPS_PATH, groupPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('groups'))('one') };
}

export default async function GroupPage({ params, searchParams }: Props) {
  const { id } = await params;
  const cursor = firstValue((await searchParams).cursor);
  const { group, members, places, invitations } = await loadGroup(id, cursor);
  const [me, everybody, workspaces, t] = await Promise.all([
    loadMe(),
    invitations ? loadGroupMembers(id) : [],
    loadMyWorkspaces(),
    getTranslations('groups'),
  ]);
  const managed = workspaces.filter(({ role }) => role === 'admin');
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[{ label: t('title'), href: GROUPS_PATH }]} current={group.name} />
      <Main>
        <PageHeader title={group.name} intro={t(group.showsMembers ? 'shown' : 'hidden')} />
        <GroupMembers group={group} members={members.items} myId={me.id} />
        <PageLinks
          path={groupPath(id)}
          cursor={cursor}
          next={members.next}
          labels={{ more: t('members.more'), first: t('members.first') }}
        />
        <Section title={t('places.title')} about={t('places.about')}>
          {places.length > 0 ? (
            <GroupPlaces
              group={group}
              places={places}
              members={everybody}
              targets={managed.map((workspace) => ({ value: workspace.id, label: workspace.name }))}
            />
          ) : (
            <p className="text-ink-soft">{t('places.none')}</p>
          )}
        </Section>
        {invitations && (
          <>
            <Section title={t('invite.title')} about={t('invite.about')}>
              <Invitations
                target={{ field: { name: 'groupId', value: id }, invites: 'intoGroup', invite, revoke }}
                lifetimes={INVITATION_DAYS}
                invitations={invitations}
              />
            </Section>
            <Section title={t('settings.title')}>
              <GroupForm group={group} />
            </Section>
            {places.length === 0 && (
              <Section title={t('delete.title')} about={t('delete.about')}>
                <DeleteGroup groupId={id} name={group.name} />
              </Section>
            )}
          </>
        )}
      </Main>
    </MemberFrame>
  );
}
