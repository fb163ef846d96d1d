'use client';

import { ACCENTS, MOST_FOOTER_LINKS } from '@plenum/domain/publications/accents';
import type { Look } from '@plenum/domain/publications/look';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { documentFilesPath } from '#lib/paths.ts';
import { changeLook } from '../actions.ts';

/** What is above and below each public page. */
export function LookForm({
  documentId,
  look,
  pictures,
}: {
  documentId: string;
  look: Look;
  pictures: { id: string; name: string }[];
}) {
  const t = useTranslations('publications');
  const form = useForm(changeLook);
  const field = (name: string, stored: string) => ({
    name,
    error: form.problem(name),
    defaultValue: form.typed(name) ?? stored,
    autoComplete: 'off',
  });
  const choices = [
    { value: '', label: t('noPicture') },
    ...pictures.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const isGone = look.pictureId !== null && !pictures.some(({ id }) => id === look.pictureId);
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <input type="hidden" name="documentId" value={documentId} />
      <TextField {...field('name', look.name)} label={t('name')} hint={t('nameHint')} maxLength={80} />
      <TextField {...field('line', look.line)} label={t('line')} hint={t('lineHint')} maxLength={160} />
      <SelectField
        {...field('accent', look.accent)}
        label={t('accent')}
        choices={ACCENTS.map((accent) => ({ value: accent, label: t(`accents.${accent}`) }))}
      />
      <div>
        <SelectField
          {...field('pictureId', isGone ? '' : (look.pictureId ?? ''))}
          label={t('picture')}
          hint={t('pictureHint')}
          choices={choices}
        />
        <a
          href={documentFilesPath(documentId)}
          className="text-small underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {t('toFiles')}
        </a>
      </div>
      <TextField
        {...field('footer', look.footer)}
        label={t('footer')}
        hint={t('footerHint')}
        maxLength={200}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="font-medium">{t('links')}</legend>
        <p className="text-ink-soft text-small">{t('linksHint')}</p>
        {Array.from({ length: MOST_FOOTER_LINKS }, (_, i) => i + 1).map((number) => (
          <div key={number} className="grid gap-3 sm:grid-cols-[1fr_2fr]">
            <TextField
              {...field(`label${number}`, look.footerLinks[number - 1]?.label ?? '')}
              label={t('linkLabel', { number })}
              maxLength={40}
            />
            <TextField
              {...field(`href${number}`, look.footerLinks[number - 1]?.href ?? '')}
              label={t('linkHref', { number })}
              inputMode="url"
              maxLength={500}
            />
          </div>
        ))}
      </fieldset>
      <div>
        <SubmitButton look="secondary" pending={form.pending}>
          {t('saveLook')}
        </SubmitButton>
      </div>
    </form>
  );
}
