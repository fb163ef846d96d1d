import { PasswordField } from '#components/password-field.tsx';
import type { Form } from '#components/use-form.ts';

/** Asks for the present password of `username`, which is there for password managers to know whose it is. */
export function OwnPassword({
  form,
  username,
  label,
}: {
  form: Form<unknown>;
  username: string;
  label: string;
}) {
  return (
    <div className="w-full">
      <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
      <PasswordField
        name="currentPassword"
        label={label}
        error={form.problem('currentPassword')}
        autoComplete="current-password"
        required
        maxLength={200}
      />
    </div>
  );
}
