'use client';

import { EVENTS } from '@plenum/domain/webhooks/schema';
import type { WebhookCard } from '@plenum/domain/webhooks/types';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '#components/checkbox.tsx';
import { Problem } from '#components/problem.tsx';
import { TextField } from '#components/text-field.tsx';
import type { Form } from '#components/use-form.ts';

/** Where a webhook leads, and what it is told of. */
export function WebhookFields({
  form,
  webhook,
}: {
  form: Form<unknown>;
  /** As it is; null for a new one, which is told of everything unless somebody says otherwise. */
  webhook: Pick<WebhookCard, 'url' | 'events'> | null;
}) {
  const t = useTranslations('webhooks');
  const id = useId();
  const problem = form.problem('events');
  return (
    <>
      <TextField
        name="url"
        type="url"
        inputMode="url"
        label={t('url')}
        hint={t('urlHint')}
        error={form.problem('url')}
        defaultValue={form.typed('url') ?? webhook?.url}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        required
      />
      <fieldset
        className="flex flex-col gap-2"
        aria-describedby={problem ? `${id}-problem` : undefined}
        aria-invalid={problem ? true : undefined}
      >
        <legend className="mb-2 font-medium">{t('events')}</legend>
        {problem && <Problem id={`${id}-problem`}>{problem}</Problem>}
        {EVENTS.map((event) => {
          const key = eventKey(event);
          return (
            <Checkbox
              key={event}
              name="events"
              value={event}
              label={t(`event.${key}`)}
              defaultChecked={webhook?.events.includes(event) ?? true}
            />
          );
        })}
      </fieldset>
    </>
  );
}

/** The name of an event as its text has it, since a dot would part it. */
export function eventKey<Name extends string>(event: Name): Undotted<Name> {
  return event.replace('.', '_') as Undotted<Name>;
}

type Undotted<Name extends string> = Name extends `${infer A}.${infer B}` ? `${A}_${B}` : Name;
