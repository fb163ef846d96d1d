'use client';

import type { FoundWords, Replacement } from '@plenum/domain/documents/replacement';
import type { FoundIn } from '@plenum/exchange/find-words';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { documentPath } from '#lib/paths.ts';
import { type ReplacedPage, replaceInPages } from '../actions.ts';

/** What would be replaced in some pages, which are ticked, and replaces it in those that still are. */
export function ReplacePages({ pages, replacement }: { pages: FoundIn[]; replacement: Replacement }) {
  const t = useTranslations('wiki.replace');
  const form = useForm(replaceInPages);
  const result = form.state?.status === 'done' ? form.state.result : [];
  return (
    <form {...form.props} className="flex flex-col items-stretch gap-4">
      <FormProblem state={form.state} unseen={['pages']} />
      <FormSuccess state={form.state}>
        <ReplacedList pages={result} />
      </FormSuccess>
      <input type="hidden" name="find" value={replacement.find} />
      <input type="hidden" name="with" value={replacement.with} />
      {replacement.matchesCase && <input type="hidden" name="matchesCase" value="yes" />}
      {replacement.wholeWords && <input type="hidden" name="wholeWords" value="yes" />}
      {pages.length > 0 && (
        <>
          <ul className="flex flex-col gap-5">
            {pages.map((page) => (
              <li key={page.id}>
                <FoundPage page={page} replacement={replacement} />
              </li>
            ))}
          </ul>
          <div>
            <SubmitButton pending={form.pending}>{t('replace')}</SubmitButton>
          </div>
        </>
      )}
    </form>
  );
}

function FoundPage({ page, replacement }: { page: FoundIn; replacement: Replacement }) {
  const t = useTranslations('wiki.replace');
  const { id, title, icon, count, found } = page;
  return (
    <>
      <Checkbox
        name="pages"
        value={id}
        defaultChecked
        label={
          <span className="wrap-anywhere font-semibold">
            {icon !== null && <span aria-hidden>{icon} </span>}
            {title}
          </span>
        }
        hint={
          <>
            {t('count', { count })}{' '}
            <a href={documentPath(id)} className="underline" aria-label={t('openPage', { title })}>
              {t('open')}
            </a>
          </>
        }
      />
      <ul className="ms-7 mt-2 flex flex-col gap-1">
        {found.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is found is made anew whenever it changes
          <li key={place} dir="auto" className="wrap-anywhere rounded-base bg-sunken px-2.5 py-1 text-small">
            <Change found={one} by={replacement.with} />
          </li>
        ))}
        {count > found.length && (
          <li className="text-ink-soft text-small">{t('more', { count: count - found.length })}</li>
        )}
      </ul>
    </>
  );
}

function Change({ found: { before, words, after }, by }: { found: FoundWords; by: string }) {
  return (
    <span className="whitespace-pre-wrap">
      {before}
      <del>{words}</del>
      {by !== '' && <ins>{by}</ins>}
      {after}
    </span>
  );
}

function ReplacedList({ pages }: { pages: ReplacedPage[] }) {
  const t = useTranslations('wiki.replace');
  return (
    <ul>
      {pages.map((page, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: it never changes
        <li key={place} dir="auto" className="wrap-anywhere">
          {page.refused === null
            ? t(page.result.isAll ? 'done' : 'doneInPart', {
                title: page.title ?? t('unknown'),
                count: page.result.count,
              })
            : t('refused', { title: page.title ?? t('unknown'), why: page.refused })}
        </li>
      ))}
    </ul>
  );
}
