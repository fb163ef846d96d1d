'use client';

import { ChevronDown, FileLock, FilePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { MenuButton } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TimeZoneField } from '#components/time-zone-field.tsx';
import { useForm } from '#components/use-form.ts';
import { createDocument } from '../actions.ts';

/** Makes an agenda, or by the menu beside it an empty document or a draft, and opens it. */
export function NewDocument({ workspaceId }: { workspaceId: string }) {
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
      </Popover>
      <FormProblem state={form.state} />
    </form>
  );
}
