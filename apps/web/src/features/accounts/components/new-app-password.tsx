import { useTranslations } from 'next-intl';
import { CopyField } from '#components/copy-field.tsx';

const PROGRAMS = ['android', 'apple', 'thunderbird'] as const;

/** A new app password, shown this once, with what else is typed into a program and where. */
export function NewAppPassword({
  password,
  address,
  username,
}: {
  password: string;
  /** Where calendar programs sign in. */
  address: string;
  username: string;
}) {
  const t = useTranslations('accounts.appPasswords');
  const typed = [
    ['newPassword', password],
    ['username', username],
    ['address', address],
  ] as const;
  return (
    <div role="status" className="flex flex-col gap-4 rounded-large border border-line bg-sunken p-4">
      <p className="font-medium">{t('once')}</p>
      {typed.map(([name, value]) => (
        <div key={name} className="max-w-xl">
          <p className="mb-1 text-small">{t(name)}</p>
          <CopyField value={value} label={t(name)} takesFocus={name === 'newPassword'} />
        </div>
      ))}
      <p>{t('steps')}</p>
      <ul className="flex flex-col gap-2">
        {PROGRAMS.map((program) => (
          <li key={program}>
            <details>
              <summary className="cursor-pointer py-1 font-medium">{t(`programs.${program}`)}</summary>
              <p className="max-w-[60ch] pb-2">{t(`how.${program}`)}</p>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
