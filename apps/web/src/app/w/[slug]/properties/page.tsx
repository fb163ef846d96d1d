import { propertyFilterSchema } from '@plenum/domain/documents/schema';
import { ListChecks } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { EmptyState } from '#components/empty-state.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { PropertyFilterForm } from '#features/wiki/components/property-filter-form.tsx';
import { PropertyList } from '#features/wiki/components/property-list.tsx';
import { loadByProperties } from '#features/wiki/loaders.ts';
import { loadWorkspace } from '#features/workspaces/loaders.ts';
import { workspacePath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { propertiesPath, wikiPath } from '#lib/workspace-paths.ts';

const { status, ownerId } = propertyFilterSchema.shape;
/** What an address asks for; what makes no sense is not asked. */
const addressSchema = z.object({
  status: status.catch(undefined),
  owner: ownerId.catch(undefined),
  due: z.literal('yes').optional().catch(undefined),
});

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Partial<Record<'status' | 'owner' | 'due' | 'cursor', QueryValue>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wiki.properties'))('title') };
}

export default async function PropertiesPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { id, name, slug } = await loadWorkspace(decodeURIComponent((await params).slug));
  const asked = addressSchema.parse({
    status: firstValue(query.status),
    owner: firstValue(query.owner),
    due: firstValue(query.due),
  });
  const cursor = firstValue(query.cursor);
  const [{ documents, owners }, t, tWiki] = await Promise.all([
    loadByProperties(id, {
      status: asked.status,
      ownerId: asked.owner,
      isDue: asked.due === 'yes',
      cursor,
    }),
    getTranslations('wiki.properties'),
    getTranslations('wiki'),
  ]);
  const path = propertiesPath(slug);
  const isAsking = cursor !== undefined || Object.values(asked).some((value) => value !== undefined);
  return (
    <>
      <TopBar
        crumbs={[
          { label: name, href: workspacePath(slug) },
          { label: tWiki('title'), href: wikiPath(slug) },
        ]}
        current={t('title')}
      />
      <Main>
        <PageHeader title={t('title')} intro={t('intro')} />
        {(isAsking || documents.items.length > 0) && (
          <PropertyFilterForm path={path} owners={owners} asked={asked} />
        )}
        {documents.items.length === 0 && (
          <EmptyState icon={ListChecks} title={t(isAsking ? 'noneOfThese' : 'none')}>
            {t(isAsking ? 'noneOfTheseText' : 'noneText')}
          </EmptyState>
        )}
        <PropertyList documents={documents.items} />
        <PageLinks
          path={path}
          query={asked}
          cursor={cursor}
          next={documents.next}
          labels={{ more: t('more'), first: t('first') }}
        />
      </Main>
    </>
  );
}
