import { MOST_OF_FILTER } from '@plenum/domain/tasks/filter/parse';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { LinkSignal } from '#components/frame/waiting.tsx';
import { addressOf } from '#components/page-links.tsx';
import { TextField } from '#components/text-field.tsx';
import { MY_TASKS_PATH } from '#lib/paths.ts';
import { COMMON_FILTERS, FILTER_TERMS } from './filter-words.ts';

const COMMON = ['today', 'overdue', 'week', 'doneLately'] as const;
const TERMS = ['label', 'priority', 'due', 'before', 'place', 'self', 'done', 'not'] as const;

/** Asks for some of one's own tasks by the address of the page; works without scripting. */
export function FilterBox({ typed, problem }: { typed: string; problem: string | null }) {
  const t = useTranslations('tasks.mine');
  const terms = FILTER_TERMS[useLocale()];
  return (
    <search aria-label={t('filter.label')} className="mb-3 block">
      <form action={MY_TASKS_PATH} className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <TextField
            name="filter"
            label={t('filter.label')}
            hint={t('filter.hint', { example: t('filter.example') })}
            error={problem ?? undefined}
            defaultValue={typed}
            // A longer one is answered by what to do about it.
            maxLength={2 * MOST_OF_FILTER}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
        <div className="pt-7.5">
          <Button type="submit">{t('filter.submit')}</Button>
        </div>
      </form>
      <details className="mt-2 text-small">
        <summary className="inline-block cursor-pointer py-1 text-ink-soft underline underline-offset-4">
          {t('filter.help')}
        </summary>
        <dl className="mt-2 grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1.5">
          {TERMS.map((term) => (
            <div key={term} className="contents">
              <dt className="break-words font-mono">{terms[term]}</dt>
              <dd className="text-ink-soft">{t(`terms.${term}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </search>
  );
}

/** Leads to the filters that many ask for, and to one's own. */
export function FilterLinks({
  typed,
  saved,
}: {
  typed: string;
  saved: readonly { id: string; name: string; filter: string }[];
}) {
  const t = useTranslations('tasks.mine.filter');
  const common = COMMON_FILTERS[useLocale()];
  const links = [
    { key: 'all', name: t('all'), filter: '' },
    ...COMMON.map((name) => ({ key: name, name: t(name), filter: common[name] })),
    ...saved.map(({ id, name, filter }) => ({ key: id, name, filter })),
  ];
  return (
    <nav aria-label={t('links')} className="-ms-2.5 mb-6 flex flex-wrap gap-1">
      {links.map(({ key, name, filter }) => (
        <Link
          key={key}
          href={addressOf(MY_TASKS_PATH, { filter })}
          prefetch={false}
          aria-current={filter === typed.trim() ? 'page' : undefined}
          className="flex min-h-8 max-w-full items-center rounded-base px-2.5 text-ink-soft text-small transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
        >
          <bdi className="truncate">{name}</bdi>
          <LinkSignal shape="list" />
        </Link>
      ))}
    </nav>
  );
}
