import { INVITATION_DAYS } from '@plenum/domain/workspaces/schema';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { loadMe } from '#features/accounts/loaders.ts';
import { loadMyGroups } from '#features/groups/loaders.ts';
import { invite, revoke } from '#features/workspaces/actions.ts';
import { AddGroupForm } from '#features/workspaces/components/add-group-form.tsx';
import { GroupList } from '#features/workspaces/components/group-list.tsx';
import { Invitations } from '#features/workspaces/components/invitations.tsx';
import { JoinRequests } from '#features/workspaces/components/join-requests.tsx';
import { MemberList } from '#features/workspaces/components/member-list.tsx';
import { Motions } from '#features/workspaces/components/motions.tsx';
import { loadMembers, loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { membersPath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspaces.members'))('title') };
}

export default async function MembersPage({ params, searchParams }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const cursor = firstValue((await searchParams).cursor);
  const workspace = await loadWorkspace(slug);
  const [{ members, groups, managed }, me, own, t] = await Promise.all([
    loadMembers(slug, cursor),
    loadMe(),
    loadMyGroups(),
    getTranslations('workspaces'),
  ]);
  const field = { name: 'workspaceId', value: workspace.id } as const;
  const isHere = (id: string) => groups.some(({ groupId }) => groupId === id);
  const addable = own.filter(({ id, role }) => role === 'admin' && !isHere(id));
  const links = (forGroups: boolean) =>
    managed?.invitations.filter((link) => link.forGroups === forGroups) ?? [];
  return (
    <>
      <TopBar crumbs={[{ label: workspace.name, href: workspacePath(slug) }]} current={t('members.title')} />
      <Main>
        <PageHeader title={t('members.title')} intro={t('members.intro')} />
        {managed && managed.motions.length > 0 && (
          <Section title={t('motions.title')} about={t('motions.about')}>
            <Motions workspaceId={workspace.id} motions={managed.motions} />
          </Section>
        )}
        {managed && managed.requests.length > 0 && (
          <Section title={t('requests.title')}>
            <JoinRequests workspaceId={workspace.id} requests={managed.requests} />
          </Section>
        )}
        <Section title={t('members.people')}>
          {members.items.length > 0 ? (
            <MemberList workspace={workspace} members={members.items} myId={me.id} />
          ) : (
            <p className="text-ink-soft">{t('members.nobody')}</p>
          )}
          <PageLinks
            path={membersPath(slug)}
            cursor={cursor}
            next={members.next}
            labels={{ more: t('members.more'), first: t('members.first') }}
          />
        </Section>
        <Section title={t('groups.title')} about={t('groups.about')}>
          {groups.length > 0 && <GroupList workspace={workspace} groups={groups} />}
          {managed && (
            <div className="flex flex-col gap-6 rounded-large border border-line px-5 py-6 sm:px-6">
              <div>
                <h3 className="font-semibold text-lead">{t('groups.add')}</h3>
                <p className="max-w-[60ch] text-ink-soft">{t('groups.addAbout')}</p>
              </div>
              <Invitations
                target={{ field, invites: 'groups', invite, revoke }}
                lifetimes={INVITATION_DAYS}
                invitations={links(true)}
              />
              {addable.length > 0 && (
                <AddGroupForm
                  workspaceId={workspace.id}
                  groups={addable.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
            </div>
          )}
        </Section>
        <Section
          title={t('invitations.title')}
          about={t(managed ? 'invitations.intro' : 'invitations.onlyAdmins')}
        >
          {managed && (
            <Invitations
              target={{ field, invites: 'people', invite, revoke }}
              lifetimes={INVITATION_DAYS}
              invitations={links(false)}
            />
          )}
        </Section>
      </Main>
    </>
  );
}
