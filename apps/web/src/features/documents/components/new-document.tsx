'use client';

import type { TemplateCard } from '@plenum/domain/documents/types';
import { ChevronDown, FileInput, FileLock, FilePlus, LayoutTemplate } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { MenuButton, MenuDivider, MenuLink } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TimeZoneField } from '#components/time-zone-field.tsx';
import { useForm } from '#components/use-form.ts';
import { createDocument } from '../actions.ts';

/** What a new document can be begun from. */
export interface Beginnings {
  templates: Pick<TemplateCard, 'id' | 'title'>[];
  /** Where all of them are. */
  href: string;
  /** Where a file becomes a document. */
  importHref: string;
}

/** Templates in the menu; the others are on their page. */
const SHOWN = 8;

/** Makes an agenda, or by the menu beside it an empty document, a draft or one from a template, and opens it. */
export function NewDocument({
  workspaceId,
  beginnings: { templates, href, importHref },
}: {
  workspaceId: string;
  beginnings: Beginnings;
}) {
  const t = useTranslations('documents.list');
  const form = useForm(createDocument);
  return (
    <form {...form.props} className="flex flex-col items-end gap-2">
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <TimeZoneField />
      <div className="flex gap-1">
        <SubmitButton look="primary" name="template" value="agenda" pending={form.pending}>
          {t('newAgenda')}
        </SubmitButton>
        <Button square popoverTarget="new-document" aria-label={t('otherKinds')} title={t('otherKinds')}>
          <ChevronDown aria-hidden size={18} />
        </Button>
      </div>
      <Popover id="new-document" label={t('otherKinds')} align="end">
        <MenuButton icon={FilePlus} type="submit" name="template" value="empty">
          {t('newEmpty')}
        </MenuButton>
        <MenuButton icon={FileLock} type="submit" name="template" value="draft">
          {t('newDraft')}
        </MenuButton>
        <MenuDivider />
        {templates.slice(0, SHOWN).map(({ id, title }) => (
          <MenuButton key={id} icon={LayoutTemplate} type="submit" name="template" value={id}>
            {title}
          </MenuButton>
        ))}
        <MenuLink icon={LayoutTemplate} href={href}>
          {t('allTemplates')}
        </MenuLink>
        <MenuLink icon={FileInput} href={importHref}>
          {t('importFile')}
        </MenuLink>
      </Popover>
      <FormProblem state={form.state} />
    </form>
  );
}
