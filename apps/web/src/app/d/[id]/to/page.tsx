import { redirect } from 'next/navigation';
import { loadSlugOf } from '#features/wiki/loaders.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { wikiNamePath } from '#lib/workspace-paths.ts';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ name?: QueryValue }> };

/** Leads on from a name in a text, which does not know its workspace's address. */
export default async function NameInTextPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  redirect(wikiNamePath(await loadSlugOf(id), { name: firstValue(query.name) ?? '', from: id }));
}
