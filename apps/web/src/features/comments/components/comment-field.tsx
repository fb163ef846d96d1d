import { TextArea } from '#components/text-area.tsx';
import type { Form } from '#components/use-form.ts';

/** What somebody says; while it is on its way, nothing is added to it that would be lost. */
export function CommentField({
  form,
  label,
  body = '',
  autoFocus = false,
  required = true,
}: {
  form: Pick<Form<unknown>, 'pending' | 'problem' | 'typed'>;
  label: string;
  /** What was said before. */
  body?: string;
  autoFocus?: boolean;
  required?: boolean;
}) {
  return (
    <TextArea
      name="body"
      label={label}
      error={form.problem('body')}
      defaultValue={form.typed('body') ?? body}
      autoFocus={autoFocus}
      readOnly={form.pending}
      required={required}
    />
  );
}
