import { INVITATION_DAYS } from '@plenum/domain/workspaces/schema';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { Section } from '#components/section.tsx';
import { loadMe } from '#features/accounts/loaders.ts';
import { Invitations } from '#features/workspaces/components/invitations.tsx';
import { MemberList } from '#features/workspaces/components/member-list.tsx';
import { loadMembers, loadWorkspace } from '#features/workspaces/loaders.ts';
import { membersPath, workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspaces.members'))('title') };
}

export default async function MembersPage({ params, searchParams }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const cursor = firstValue((await searchParams).cursor);
  const path = membersPath(slug);
  const workspace = await loadWorkspace(slug);
  const [{ members, invitations }, me, t] = await Promise.all([
    loadMembers(slug, cursor),
    loadMe(),
    getTranslations('workspaces'),
  ]);
  return (
    <>
      <TopBar crumbs={[{ label: workspace.name, href: workspacePath(slug) }]} current={t('members.title')} />
      <Main>
        <PageHeader title={t('members.title')} intro={t('members.intro')} />
        <MemberList workspace={workspace} members={members.items} myId={me.id} />
        <PageLinks
          path={path}
          cursor={cursor}
          next={members.next}
          labels={{ more: t('members.more'), first: t('members.first') }}
        />
        <Section
          title={t('invitations.title')}
          about={t(invitations ? 'invitations.intro' : 'invitations.onlyAdmins')}
        >
          {invitations && (
            <Invitations workspaceId={workspace.id} lifetimes={INVITATION_DAYS} invitations={invitations} />
          )}
        </Section>
      </Main>
    </>
  );
}
