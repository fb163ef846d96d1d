import { DECISION_RESULTS } from '@plenum/domain/documents/decision-results';
import type { DecisionFilter } from '@plenum/domain/meetings/schema';
import type { DecisionCard } from '@plenum/domain/meetings/types';
import { votesText } from '@plenum/editor/schema/decision-words';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { FilterForm } from '#components/filter-form.tsx';
import { SelectField } from '#components/select-field.tsx';
import { TextField } from '#components/text-field.tsx';
import { LocalTime } from '#components/time.tsx';
import { decisionWordsIn } from '#features/documents/components/editor/decision-words.ts';
import { blockPath } from '#lib/paths.ts';

/** Asks for some of the decisions by the address of the page. */
export function RegisterFilter({ path, filter }: { path: string; filter: DecisionFilter }) {
  const t = useTranslations('meetings.register');
  const parts = useTranslations('documents.parts');
  const words = decisionWordsIn(parts);
  return (
    <FilterForm path={path} label={t('filter')} submit={t('show')}>
      <TextField
        name="words"
        label={t('words')}
        defaultValue={filter.words}
        maxLength={100}
        autoComplete="off"
      />
      <SelectField
        name="result"
        label={t('result')}
        defaultValue={filter.result ?? ''}
        choices={[
          { value: '', label: t('any') },
          ...DECISION_RESULTS.map((result) => ({ value: result, label: words[result] })),
        ]}
      />
    </FilterForm>
  );
}

/** Decisions, each with the way to its place in the minutes. */
export function Register({ decisions }: { decisions: readonly DecisionCard[] }) {
  const t = useTranslations('meetings.register');
  const parts = useTranslations('documents.parts');
  const words = decisionWordsIn(parts);
  return (
    <ul className="flex flex-col">
      {decisions.map((decision) => {
        const { documentId, blockId, text, title, result, at } = decision;
        const votes = votesText(decision, words);
        return (
          <li key={`${documentId} ${blockId}`} className="border-line border-b py-4">
            <p dir="auto" className="line-clamp-6 whitespace-pre-line break-words">
              {text || t('noText')}
            </p>
            <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-small">
              <Badge>{words[result]}</Badge>
              {votes && <span>{votes}</span>}
              <LocalTime at={at} />
              {/* The page itself scrolls to the place, when its text is there. */}
              <a href={blockPath(documentId, blockId)} className="min-w-0 break-words underline">
                <span dir="auto">{t('place', { title })}</span>
              </a>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
