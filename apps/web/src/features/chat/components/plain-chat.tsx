'use client';

import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextArea } from '#components/text-area.tsx';
import { LocalTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { sendMessage } from '../actions.ts';
import { type ChatPlace, fieldsOf } from './chat-place.ts';
import { MessageView } from './message-view.tsx';

/** The chat on a page of its own, which needs no scripting: the newest message first, below the field for another. */
export function PlainChat({ place, messages }: { place: ChatPlace; messages: readonly ChatMessageCard[] }) {
  const t = useTranslations('chat');
  const form = useForm(sendMessage, { empties: true });
  return (
    <div className="flex flex-col gap-8">
      {place.mayChat && (
        <form {...form.props} className="flex flex-col gap-2">
          <FormProblem state={form.state} />
          {Object.entries(fieldsOf(place)).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextArea
            name="body"
            label={t('body')}
            error={form.problem('body')}
            defaultValue={form.typed('body')}
            required
          />
          <div className="flex">
            <SubmitButton size="small" pending={form.pending}>
              {t('send')}
            </SubmitButton>
          </div>
        </form>
      )}
      {messages.length === 0 && <p className="text-ink-soft">{t('empty')}</p>}
      <ol className="flex flex-col gap-4">
        {messages.map((message) => (
          <MessageView
            key={message.id}
            place={place}
            message={message}
            time={<LocalTime at={message.createdAt} />}
          />
        ))}
      </ol>
    </div>
  );
}
