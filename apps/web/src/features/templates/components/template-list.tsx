'use client';

import type { TemplateCard } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { RelativeTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { createDocument } from '#features/documents/actions.ts';
import { documentPath } from '#lib/paths.ts';
import { renameTemplate, trashTemplate } from '../actions.ts';

/** Templates, each to be opened, begun from, renamed and thrown away. */
export function TemplateList({
  title: heading,
  templates,
  workspaceId,
  mayUse,
}: {
  title: string;
  templates: TemplateCard[];
  /** Where documents are made from them. */
  workspaceId: WorkspaceId;
  /** May make documents there, and change its templates. */
  mayUse: boolean;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 font-semibold text-heading">
        {heading}
      </h2>
      <ul className="flex flex-col">
        {templates.map((template) => (
          <li
            key={template.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line py-3.5 not-first:border-t"
          >
            <div className="min-w-0 flex-1 basis-60">
              <Link
                href={documentPath(template.id)}
                prefetch={false}
                dir="auto"
                className="break-words font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
              >
                {template.title}
              </Link>
              <p className="text-ink-soft text-small">
                <RelativeTime at={template.updatedAt} />
              </p>
            </div>
            {(mayUse || template.isOwn) && (
              <div className="-ms-3 flex flex-wrap items-center gap-1">
                <Manage template={template} />
                {mayUse && <Begin template={template} workspaceId={workspaceId} />}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Manage({ template: { id, title } }: { template: TemplateCard }) {
  const t = useTranslations('documents.templates');
  return (
    <>
      <ConfirmForm
        action={renameTemplate}
        fields={{ documentId: id }}
        trigger={{ text: t('rename'), name: t('renameName', { title }) }}
        question={null}
        confirm={t('rename')}
      >
        <TextField
          name="title"
          label={t('name')}
          defaultValue={title}
          maxLength={200}
          autoComplete="off"
          required
        />
      </ConfirmForm>
      <ConfirmForm
        action={trashTemplate}
        fields={{ documentId: id }}
        trigger={{ text: t('trash'), name: t('trashName', { title }) }}
        question={t('trashQuestion')}
        confirm={t('trash')}
      />
    </>
  );
}

function Begin({
  template: { id, title },
  workspaceId,
}: {
  template: TemplateCard;
  workspaceId: WorkspaceId;
}) {
  const t = useTranslations('documents.templates');
  const form = useForm(createDocument);
  return (
    <form {...form.props}>
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="template" value={id} />
      <FormProblem state={form.state} />
      <SubmitButton size="small" pending={form.pending} aria-label={t('beginName', { title })}>
        {t('begin')}
      </SubmitButton>
    </form>
  );
}
