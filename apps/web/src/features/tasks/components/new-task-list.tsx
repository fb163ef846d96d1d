'use client';

import type { TemplateCard } from '@plenum/domain/documents/types';
import { ChevronDown, LayoutTemplate } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { MenuButton, MenuLink } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { createTaskList } from '../actions.ts';

/** Templates in the menu; the others are on their page. */
const SHOWN = 8;

/** Makes an empty list of tasks, or by the menu beside it one from a template, and opens it. */
export function NewTaskList({
  workspaceId,
  templates,
  templatesHref,
}: {
  workspaceId: string;
  /** Those that are lists. */
  templates: readonly Pick<TemplateCard, 'id' | 'title'>[];
  /** Where all of them are. */
  templatesHref: string;
}) {
  const t = useTranslations('tasks.lists');
  const form = useForm(createTaskList);
  return (
    <form {...form.props} className="flex flex-col items-end gap-2">
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <div className="flex gap-1">
        <SubmitButton look="primary" pending={form.pending}>
          {t('new')}
        </SubmitButton>
        {templates.length > 0 && (
          <Button square popoverTarget="new-list" aria-label={t('fromTemplate')} title={t('fromTemplate')}>
            <ChevronDown aria-hidden size={18} />
          </Button>
        )}
      </div>
      {templates.length > 0 && (
        <Popover id="new-list" label={t('fromTemplate')} align="end">
          {templates.slice(0, SHOWN).map(({ id, title }) => (
            <MenuButton key={id} icon={LayoutTemplate} type="submit" name="template" value={id}>
              {title}
            </MenuButton>
          ))}
          <MenuLink icon={LayoutTemplate} href={templatesHref}>
            {t('allTemplates')}
          </MenuLink>
        </Popover>
      )}
      <FormProblem state={form.state} />
    </form>
  );
}
