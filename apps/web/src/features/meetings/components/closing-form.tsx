'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { documentPath } from '#lib/paths.ts';
import { closeTheMeeting } from '../actions.ts';
import type { ClosingView } from '../loaders.ts';

/** Something that would come into the next agenda. */
type Left = { blockId: string; text: string };

/** Closes a meeting; without scripting, too. */
export function ClosingForm({
  documentId,
  version,
  names,
  next,
  left,
}: {
  documentId: string;
  /** What the version is called at first. */
  version: string;
  /** Of those who were there. */
  names: readonly string[];
  /** The next agenda that is there already. */
  next: { title: string } | null;
  left: ClosingView['left'];
}) {
  const t = useTranslations('meetings.closing');
  const form = useForm(closeTheMeeting);
  return (
    <form {...form.props} className="flex max-w-120 flex-col gap-6">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <TextField
        name="version"
        label={t('version')}
        defaultValue={form.typed('version') ?? version}
        error={form.problem('version')}
        required
        maxLength={80}
        autoComplete="off"
      />
      <Checkbox
        name="withAttendance"
        label={t('attendance')}
        hint={names.length > 0 ? t('attendanceHint', { names: names.join(', ') }) : t('attendanceNobody')}
        disabled={names.length === 0}
        defaultChecked={form.typed('withAttendance') === 'on'}
      />
      {next ? (
        <>
          <p>{t('exists', { title: next.title })}</p>
          <input type="hidden" name="nextTitle" value="" />
          <input type="hidden" name="nextDate" value="" />
        </>
      ) : (
        <>
          <Checkbox name="makesNext" label={t('next')} defaultChecked />
          <TextField
            name="nextTitle"
            label={t('nextTitle')}
            defaultValue={form.typed('nextTitle') ?? t('nextDefault')}
            error={form.problem('nextTitle')}
            maxLength={200}
            autoComplete="off"
          />
          <TextField
            name="nextDate"
            type="date"
            label={t('nextDate')}
            aside={t('optional')}
            defaultValue={form.typed('nextDate') ?? ''}
            error={form.problem('nextDate')}
          />
          <LeftOver left={left} />
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="primary" pending={form.pending}>
          {t('submit')}
        </SubmitButton>
        <ButtonLink look="quiet" href={documentPath(documentId)}>
          {t('cancel')}
        </ButtonLink>
      </div>
    </form>
  );
}

function LeftOver({ left: { items, tasks, decisions } }: { left: ClosingView['left'] }) {
  const t = useTranslations('meetings.closing');
  const parts: [string, readonly Left[]][] = [
    [t('items'), items],
    [t('decisions'), decisions],
    [t('tasks'), tasks],
  ];
  const some = parts.filter(([, list]) => list.length > 0);
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h2 className="font-semibold">{t('carried')}</h2>
        <p className="text-ink-soft text-small">{t(some.length > 0 ? 'carriedHint' : 'nothing')}</p>
      </div>
      {some.map(([title, list]) => (
        <fieldset key={title} className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">{title}</legend>
          {list.map(({ blockId, text }) => (
            <div key={blockId}>
              <input type="hidden" name="offered" value={blockId} />
              <Checkbox name="carried" value={blockId} label={text || t('untitled')} defaultChecked />
            </div>
          ))}
        </fieldset>
      ))}
    </section>
  );
}
