import type { Form } from '#components/use-form.ts';
import { CodeField } from './code-field.tsx';
import { OwnPassword } from './own-password.tsx';

/** Asks whoever is signed in to prove that the account is theirs: by its password, and by a code where codes are asked for. */
export function OwnProof({
  form,
  username,
  label,
  asksForCode,
}: {
  form: Form<unknown>;
  username: string;
  /** Of the password. */
  label: string;
  asksForCode: boolean;
}) {
  return (
    <>
      <OwnPassword form={form} username={username} label={label} />
      {asksForCode && (
        <div className="w-full">
          <CodeField error={form.problem('code')} />
        </div>
      )}
    </>
  );
}
