'use client';

import { COVERS } from '@plenum/domain/documents/schema';
import { LINK_ROLES, SHARE_TEXTS } from '@plenum/domain/shares/schema';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { PasswordField } from '#components/password-field.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { createShareLink } from '../actions.ts';

const DAY = 24 * 60 * 60 * 1000;

/** After how many days a link can run out; the empty one is never. */
const LIFETIMES = ['', '1', '7', '30', '365'] as const;

/** Makes a link in one press; a name, a password and an end are there for who wants them. */
export function NewLinkForm({
  documentId,
  onCreated,
}: {
  documentId: string;
  onCreated: (linkId: string) => void;
}) {
  const t = useTranslations('shares.create');
  const form = useForm(createShareLink, { empties: true, prepare: setExpiry });
  useEffect(() => {
    if (form.state?.status === 'done') onCreated(form.state.result.id);
  }, [form.state, onCreated]);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <div className="flex flex-wrap items-end gap-4">
        <div className="min-w-0 flex-1 basis-48">
          <SelectField
            name="role"
            label={t('role')}
            error={form.problem('role')}
            defaultValue={form.typed('role') ?? 'reader'}
            choices={LINK_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
        </div>
        <SubmitButton look="primary" pending={form.pending}>
          {t('submit')}
        </SubmitButton>
      </div>
      <details open={form.state?.status === 'failed'}>
        <summary className="w-fit rounded-small text-ink-soft hover:text-ink">{t('options')}</summary>
        <div className="mt-4 flex flex-col gap-5">
          <TextField
            name="name"
            label={t('name')}
            hint={t('nameHint')}
            error={form.problem('name')}
            maxLength={80}
            autoComplete="off"
          />
          <TextField
            name="slug"
            label={t('slug')}
            hint={t('slugHint')}
            error={form.problem('slug')}
            maxLength={60}
            autoComplete="off"
          />
          <SelectField
            name="shows"
            label={t('shows')}
            choices={SHARE_TEXTS.map((text) => ({ value: text, label: t(`text.${text}`) }))}
          />
          <SelectField
            name="covers"
            label={t('covers')}
            choices={COVERS.map((cover) => ({ value: cover, label: t(`cover.${cover}`) }))}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <PasswordField
              name="password"
              label={t('password')}
              hint={t('passwordHint')}
              error={form.problem('password')}
              autoComplete="new-password"
              minLength={6}
              maxLength={200}
            />
            <SelectField
              name="days"
              label={t('expiry')}
              error={form.problem('expiresAt')}
              choices={LIFETIMES.map((days) => ({
                value: days,
                label: days === '' ? t('never') : t('days', { count: Number(days) }),
              }))}
            />
          </div>
        </div>
      </details>
      <FormSuccess state={form.state}>{t('created')}</FormSuccess>
    </form>
  );
}

function setExpiry(form: FormData): void {
  const days = Number(form.get('days'));
  if (days > 0) form.set('expiresAt', new Date(Date.now() + days * DAY).toISOString());
}
