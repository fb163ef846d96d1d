'use client';

import { AUDIT_DAYS, CHAT_DAYS, JOININGS } from '@plenum/domain/workspaces/schema';
import type { WorkspaceSettings } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { changeWorkspace } from '../actions.ts';
import { useLanguageChoices } from './use-language-choices.ts';
import { useRoleChoices } from './use-role-choices.ts';

/** A workspace's name, who may come in, and how long its log of decisions and its chats are kept. */
export function WorkspaceForm({
  workspaceId,
  settings,
}: {
  workspaceId: string;
  settings: WorkspaceSettings;
}) {
  const t = useTranslations('workspaces.settings');
  const form = useForm(changeWorkspace);
  const languages = useLanguageChoices();
  const roles = useRoleChoices('explained').filter(({ value }) => value !== 'admin');
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        error={form.problem('name')}
        defaultValue={form.typed('name') ?? settings.name}
        required
        maxLength={80}
      />
      <SelectField
        name="joining"
        label={t('joining')}
        hint={t('joiningHint')}
        defaultValue={form.typed('joining') ?? settings.joining}
        choices={JOININGS.map((joining) => ({ value: joining, label: t(`joinings.${joining}`) }))}
      />
      <SelectField
        name="openRole"
        label={t('openRole')}
        defaultValue={form.typed('openRole') ?? settings.openRole}
        choices={roles}
      />
      <Checkbox
        name="guestsWrite"
        label={t('guestsWrite')}
        hint={t('guestsWriteHint')}
        defaultChecked={settings.guestsWrite}
      />
      <SelectField
        name="auditDays"
        label={t('auditDays')}
        hint={t('auditDaysHint')}
        defaultValue={form.typed('auditDays') ?? String(settings.auditDays)}
        choices={AUDIT_DAYS.map((count) => ({ value: String(count), label: t('dayCount', { count }) }))}
      />
      <SelectField
        name="chatDays"
        label={t('chatDays')}
        hint={t('chatDaysHint')}
        defaultValue={form.typed('chatDays') ?? String(settings.chatDays ?? '')}
        choices={[
          ...CHAT_DAYS.map((count) => ({ value: String(count), label: t('dayCount', { count }) })),
          { value: '', label: t('chatForever') },
        ]}
      />
      <SelectField
        name="searchLanguage"
        label={t('searchLanguage')}
        hint={t('searchLanguageHint')}
        defaultValue={form.typed('searchLanguage') ?? settings.searchLanguage}
        choices={languages}
      />
      <div>
        <SubmitButton look="primary" pending={form.pending}>
          {t('save')}
        </SubmitButton>
      </div>
    </form>
  );
}
