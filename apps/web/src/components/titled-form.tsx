'use client';

import type { ReactNode } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import type { Form } from '#components/use-form.ts';

/** A form that makes something of a document, which gets a title: first that, then what else is asked. */
export function TitledForm({
  form,
  documentId,
  title,
  words,
  children,
}: {
  form: Form<unknown>;
  documentId: string;
  /** The title that is offered. */
  title: string;
  words: Record<'name' | 'submit', string>;
  children: ReactNode;
}) {
  return (
    <form {...form.props} className="flex max-w-md flex-col items-start gap-6">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <div className="w-full">
        <TextField
          name="title"
          label={words.name}
          error={form.problem('title')}
          defaultValue={form.typed('title') ?? title}
          maxLength={200}
          autoComplete="off"
          required
        />
      </div>
      {children}
      <SubmitButton look="primary" pending={form.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
