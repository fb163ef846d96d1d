'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { createTaskList } from '../actions.ts';

/** Makes an empty list of tasks and opens it. */
export function NewTaskList({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('tasks.lists');
  const form = useForm(createTaskList);
  return (
    <form {...form.props} className="flex flex-col items-end gap-2">
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <SubmitButton look="primary" pending={form.pending}>
        {t('new')}
      </SubmitButton>
      <FormProblem state={form.state} />
    </form>
  );
}
