'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { Notice } from '#components/notice.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import type { Form } from '#components/use-form.ts';
import type { SeveralOutcome } from '#lib/several-tasks.ts';
import { taskKey } from './task-key.ts';

/** What was done with several tasks and what was not, and the way back. */
export function SeveralResults({
  outcome: { what, steps, failed },
  undo,
  titles,
}: {
  outcome: SeveralOutcome;
  undo: Form<SeveralOutcome>;
  /** By the keys of the tasks. */
  titles: ReadonlyMap<string, string>;
}) {
  const t = useTranslations('tasks');
  const canUndo = what !== 'undo' && steps.some(({ now }) => Object.keys(now).length > 0);
  return (
    <div className="flex max-h-80 flex-col gap-1 overflow-y-auto rounded-base bg-raised shadow-overlay">
      {steps.length > 0 && (
        <Notice
          tone="success"
          actions={
            canUndo && (
              <form {...undo.props} className="mt-2">
                <input type="hidden" name="steps" value={JSON.stringify(steps)} />
                <SubmitButton size="small" pending={undo.pending}>
                  {t('undo')}
                </SubmitButton>
              </form>
            )
          }
        >
          {t(`several.came.${what}`, { count: steps.length })}
        </Notice>
      )}
      <FormProblem state={undo.state} unseen={['steps']} />
      {failed.length > 0 && (
        <div className="rounded-base border-2 border-ink px-3.5 py-2.5">
          <p>{t('several.failed', { count: failed.length })}</p>
          <ul className="mt-1 list-disc ps-5">
            {failed.map((one) => (
              <li key={taskKey(one)}>
                <bdi className="font-medium">{titles.get(taskKey(one)) ?? t('untitledTask')}</bdi>:{' '}
                {one.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
