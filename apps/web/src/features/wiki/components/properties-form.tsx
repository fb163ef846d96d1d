'use client';

import type { PersonCard } from '@plenum/domain/accounts/types';
import { DOCUMENT_STATUSES } from '@plenum/domain/documents/statuses';
import type { DocumentProperties } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { changeProperties } from '../actions.ts';

/** Says who looks after a document, until when, and what it is; `people` are those who could. */
export function PropertiesForm({
  documentId,
  properties: { owner, isOwnerHidden, reviewOn, status },
  people,
}: {
  documentId: DocumentId;
  properties: DocumentProperties & { isOwnerHidden: boolean };
  people: PersonCard[];
}) {
  const t = useTranslations('wiki.about');
  const form = useForm(changeProperties);
  // Whoever cannot be chosen can be kept.
  const kept = owner === null ? isOwnerHidden : people.every(({ id }) => id !== owner.id);
  const owners = [
    { value: '', label: t('nobody') },
    ...(kept ? [{ value: 'same', label: owner?.displayName ?? t('hidden') }] : []),
    ...people.map(({ id, displayName }) => ({ value: id, label: displayName })),
  ];
  const statuses = [
    { value: '', label: t('none') },
    ...DOCUMENT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
  ];
  return (
    <form {...form.props} className="flex max-w-md flex-col items-stretch gap-4">
      <FormProblem state={form.state} unseen={['documentId']} />
      <input type="hidden" name="documentId" value={documentId} />
      <SelectField
        name="status"
        label={t('statusField')}
        error={form.problem('status')}
        choices={statuses}
        defaultValue={form.typed('status') ?? status ?? ''}
      />
      <SelectField
        name="ownerId"
        label={t('owner')}
        hint={t('ownerHint')}
        error={form.problem('ownerId')}
        choices={owners}
        defaultValue={form.typed('ownerId') ?? (kept ? 'same' : (owner?.id ?? ''))}
      />
      <TextField
        name="reviewOn"
        type="date"
        label={t('review')}
        hint={t('reviewHint')}
        error={form.problem('reviewOn')}
        defaultValue={form.typed('reviewOn') ?? reviewOn ?? ''}
      />
      <div>
        <SubmitButton pending={form.pending}>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}
