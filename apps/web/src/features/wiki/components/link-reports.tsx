import { linkReportSchema } from '@plenum/domain/wiki/schema';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { wikiLinksPath, wikiWantedPath } from '#lib/workspace-paths.ts';

const REPORTS = [...linkReportSchema.options, 'wanted'] as const;

/** The ways to what the links of a workspace say of its wiki. */
export function LinkReports({ slug, current }: { slug: string; current: (typeof REPORTS)[number] }) {
  const t = useTranslations('wiki.links');
  return (
    <nav aria-label={t('reports')} className="mb-6 flex flex-wrap gap-2">
      {REPORTS.map((report) => (
        <ButtonLink
          key={report}
          href={report === 'wanted' ? wikiWantedPath(slug) : `${wikiLinksPath(slug)}?report=${report}`}
          look={report === current ? 'secondary' : 'quiet'}
          aria-current={report === current ? 'page' : undefined}
        >
          {t(`${report}.title`)}
        </ButtonLink>
      ))}
    </nav>
  );
}
