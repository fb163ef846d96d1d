'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { createPage } from '../actions.ts';
import { PLACE_FIELDS } from './place-fields.ts';

/** Makes a page below another, or at the top, and opens it. */
export function NewPage({
  workspaceId,
  parentId = null,
  after,
  template,
  look = 'primary',
  children,
}: {
  workspaceId: WorkspaceId;
  parentId?: DocumentId | null;
  /** The page after which it comes. */
  after?: DocumentId;
  /** What it begins with, where that is not what its branch says. */
  template?: string;
  look?: 'primary' | 'secondary';
  children: ReactNode;
}) {
  const form = useForm(createPage);
  return (
    <form {...form.props}>
      <FormProblem state={form.state} unseen={PLACE_FIELDS} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="parentId" value={parentId ?? ''} />
      {after && <input type="hidden" name="after" value={after} />}
      {template && <input type="hidden" name="template" value={template} />}
      <SubmitButton look={look} pending={form.pending}>
        <Plus aria-hidden size={18} />
        {children}
      </SubmitButton>
    </form>
  );
}
