'use client';

import type { TransferJobId, WorkspaceId } from '@plenum/domain/ids';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { endOrForget } from '../actions.ts';

/** Ends something that is under way, or forgets what has ended. */
export function EndForm({
  workspaceId,
  transferId,
  what,
  children,
}: {
  workspaceId: WorkspaceId;
  transferId: TransferJobId;
  what: 'cancel' | 'forget';
  /** What the button says. */
  children: string;
}) {
  const form = useForm(endOrForget);
  return (
    <form {...form.props} className="flex flex-col gap-3">
      <FormProblem state={form.state} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="transferId" value={transferId} />
      <input type="hidden" name="what" value={what} />
      <div>
        <SubmitButton pending={form.pending}>{children}</SubmitButton>
      </div>
    </form>
  );
}
