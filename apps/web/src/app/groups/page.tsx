import { UsersRound } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { Badge } from '#components/badge.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { NewGroupForm } from '#features/groups/components/new-group-form.tsx';
import { loadMyGroups } from '#features/groups/loaders.ts';
import { groupPath } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('groups'))('title') };
}

export default async function GroupsPage() {
  const [groups, t] = await Promise.all([loadMyGroups(), getTranslations('groups')]);
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('title')} />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {groups.length > 0 && (
          <ul className="-mx-3 flex flex-col">
            {groups.map(({ id, name, role }) => (
              <li key={id} className="border-line not-first:border-t">
                <Link
                  href={groupPath(id)}
                  prefetch={false}
                  className="flex items-center gap-3 rounded-base px-3 py-3.5 transition-colors hover:bg-hover"
                >
                  <UsersRound aria-hidden size={18} className="shrink-0 text-ink-faint" />
                  <span dir="auto" className="min-w-0 flex-1 truncate font-medium text-left">
                    {name}
                  </span>
                  {role === 'admin' && <Badge>{t('roles.admin')}</Badge>}
                </Link>
              </li>
            ))}
          </ul>
        )}
        <Section title={t('create.title')} about={groups.length === 0 ? t('create.first') : undefined}>
          <NewGroupForm />
        </Section>
      </Main>
    </MemberFrame>
  );
}
