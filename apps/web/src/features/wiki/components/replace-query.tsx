import { REPLACEMENT_LIMITS, type Replacement } from '@plenum/domain/documents/replacement';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';

/** Asks for a preview of what would be replaced, by the address of its page. */
export function ReplaceQuery({
  path,
  below,
  typed,
  problems,
}: {
  path: string;
  /** The page whose branch it is about. */
  below: string | undefined;
  typed: Replacement;
  /** What is wrong with a field, by its name. */
  problems: Record<string, string>;
}) {
  const t = useTranslations('wiki.replace');
  return (
    <search aria-label={t('title')}>
      <form action={path} className="flex max-w-xl flex-col items-stretch gap-4">
        {below !== undefined && <input type="hidden" name="below" value={below} />}
        <TextField
          name="find"
          label={t('find')}
          error={problems.find}
          defaultValue={typed.find}
          maxLength={REPLACEMENT_LIMITS.find}
          required
          autoComplete="off"
        />
        <TextField
          name="with"
          label={t('with')}
          hint={t('withHint')}
          error={problems.with}
          defaultValue={typed.with}
          maxLength={REPLACEMENT_LIMITS.with}
          autoComplete="off"
        />
        <Checkbox name="case" value="yes" label={t('matchesCase')} defaultChecked={typed.matchesCase} />
        <Checkbox name="words" value="yes" label={t('wholeWords')} defaultChecked={typed.wholeWords} />
        <div>
          <SubmitButton look="secondary">{t('preview')}</SubmitButton>
        </div>
      </form>
    </search>
  );
}
