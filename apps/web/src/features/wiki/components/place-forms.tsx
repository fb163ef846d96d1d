'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { STEPS } from '@plenum/domain/wiki/steps';
import { ArrowDown, ArrowUp, IndentDecrease, IndentIncrease } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { changeIcon, changeKind, changeStartPage, movePage, stepPage } from '../actions.ts';
import { PLACE_FIELDS } from './place-fields.ts';

const STEP_ICONS = { up: ArrowUp, down: ArrowDown, in: IndentIncrease, out: IndentDecrease };

/** Gives a page its icon. */
export function IconForm({ documentId, icon }: { documentId: DocumentId; icon: string | null }) {
  const t = useTranslations('wiki.place');
  const form = useForm(changeIcon);
  return (
    <form {...form.props} className="flex max-w-md flex-col items-start gap-4">
      <FormProblem state={form.state} unseen={PLACE_FIELDS} />
      <input type="hidden" name="documentId" value={documentId} />
      <TextField
        name="icon"
        label={t('icon')}
        hint={t('iconHint')}
        error={form.problem('icon')}
        defaultValue={form.typed('icon') ?? icon ?? ''}
        maxLength={40}
        autoComplete="off"
      />
      <SubmitButton pending={form.pending}>{t('saveIcon')}</SubmitButton>
      <FormSuccess state={form.state}>{t('iconSaved')}</FormSuccess>
    </form>
  );
}

/** Moves a page by one step. */
export function StepForm({ documentId }: { documentId: DocumentId }) {
  const t = useTranslations('wiki.place');
  const form = useForm(stepPage);
  return (
    <form {...form.props} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} unseen={PLACE_FIELDS} />
      <input type="hidden" name="documentId" value={documentId} />
      <div className="flex flex-wrap gap-2">
        {STEPS.map((step) => {
          const Icon = STEP_ICONS[step];
          return (
            <SubmitButton key={step} name="step" value={step} size="small" pending={form.pending}>
              <Icon aria-hidden size={16} />
              {t(step)}
            </SubmitButton>
          );
        })}
      </div>
      <FormSuccess state={form.state}>{t('moved')}</FormSuccess>
    </form>
  );
}

/** Moves a page below the one that is chosen among `children`. */
export function MovePageForm({ documentId, children }: { documentId: DocumentId; children: ReactNode }) {
  const t = useTranslations('wiki.place');
  const form = useForm(movePage);
  return (
    <form {...form.props} className="flex max-w-xl flex-col items-stretch gap-4">
      <FormProblem state={form.state} unseen={PLACE_FIELDS} />
      <input type="hidden" name="documentId" value={documentId} />
      {children}
      <div>
        <SubmitButton pending={form.pending}>{t('submitMove')}</SubmitButton>
      </div>
      <FormSuccess state={form.state}>{t('moved')}</FormSuccess>
    </form>
  );
}

/** Makes a wiki page of a pad, below the page that is chosen among `children`, or a pad of a page. */
export function KindForm({
  documentId,
  kind,
  children,
}: {
  documentId: DocumentId;
  /** What it becomes. */
  kind: 'pad' | 'wiki';
  children?: ReactNode;
}) {
  const t = useTranslations('wiki.place');
  const form = useForm(changeKind);
  return (
    <form {...form.props} className="flex max-w-xl flex-col items-stretch gap-4">
      <FormProblem state={form.state} unseen={PLACE_FIELDS} />
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="kind" value={kind} />
      {children}
      <div>
        <SubmitButton look={kind === 'wiki' ? 'primary' : 'secondary'} pending={form.pending}>
          {t(kind === 'wiki' ? 'makePage' : 'makePad')}
        </SubmitButton>
      </div>
    </form>
  );
}

/** Lets the wiki begin with a page, or no longer. */
export function StartPageForm({
  workspaceId,
  pageId,
  isStart,
}: {
  workspaceId: WorkspaceId;
  pageId: DocumentId;
  isStart: boolean;
}) {
  const t = useTranslations('wiki.place');
  const form = useForm(changeStartPage);
  return (
    <form {...form.props} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} unseen={[...PLACE_FIELDS, 'workspaceId', 'pageId']} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="pageId" value={isStart ? '' : pageId} />
      <SubmitButton pending={form.pending}>{t(isStart ? 'endStart' : 'makeStart')}</SubmitButton>
      <FormSuccess state={form.state}>{t('startSaved')}</FormSuccess>
    </form>
  );
}
