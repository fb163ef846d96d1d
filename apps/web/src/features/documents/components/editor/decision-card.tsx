'use client';

import { DECISION_RESULTS } from '@plenum/domain/documents/decision-results';
import { outcomeOf } from '@plenum/editor/schema/decision';
import { MOST_VOTES, VOTES } from '@plenum/editor/schema/decision-words';
import { useTranslations } from 'next-intl';
import { Choice, Field, typedNumber } from './part-fields.tsx';

/** The result of a decision, and its votes. */
export function DecisionCard({
  attributes,
  set,
  onDone,
}: {
  attributes: Record<string, unknown>;
  set: (attribute: string, value: unknown) => void;
  onDone: () => void;
}) {
  const t = useTranslations('documents.page.part');
  const words = useTranslations('documents.parts.decisions');
  const outcome = outcomeOf({ attrs: attributes });
  return (
    <div className="flex flex-wrap items-center gap-0.5">
      <Choice
        label={t('result')}
        value={outcome.result}
        options={DECISION_RESULTS.map((result) => ({ value: result, label: words(result) }))}
        onChoose={(result) => set('result', result)}
      />
      {VOTES.map((vote) => (
        <span key={vote} className="flex items-center">
          <Field
            label={words(vote)}
            type="number"
            most={MOST_VOTES}
            value={String(outcome[vote] ?? '')}
            onChange={(value) => set(vote, typedNumber(value, { least: 0, most: MOST_VOTES }))}
            onDone={onDone}
          />
        </span>
      ))}
    </div>
  );
}
