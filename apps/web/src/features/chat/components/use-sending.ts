import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { survivingAction } from '#components/surviving-action.ts';
import { sendMessage } from '../actions.ts';
import { type ChatPlace, fieldsOf } from './chat-place.ts';

/** A message that is not in the chat yet. */
export interface Unsent {
  key: number;
  body: string;
  /** Why it was not sent; null while it is on its way. */
  problem: string | null;
}

/** Sends messages one after the other, and keeps those that could not be sent. */
export function useSending(
  place: ChatPlace,
  { onSent }: { onSent: (message: ChatMessageCard) => void },
): {
  unsent: readonly Unsent[];
  send: (body: string) => void;
  again: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
} {
  const t = useTranslations('common');
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const keys = useRef(0);
  const set = (one: Unsent) =>
    setUnsent((before) => before.map((other) => (other.key === one.key ? one : other)));
  const discard = ({ key }: Unsent) => setUnsent((before) => before.filter((other) => other.key !== key));

  const post = async (one: Unsent) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fieldsOf(place), body: one.body })) form.set(name, value);
    const state = await survivingAction(sendMessage, t('notReached'))(null, form);
    if (state?.status === 'done') {
      discard(one);
      onSent(state.result);
    } else {
      set({ ...one, problem: state?.fields.body ?? state?.message ?? t('notReached') });
    }
  };
  return {
    unsent,
    discard,
    send(body) {
      keys.current += 1;
      const one = { key: keys.current, body, problem: null };
      setUnsent((before) => [...before, one]);
      void post(one);
    },
    again(one) {
      set({ ...one, problem: null });
      void post(one);
    },
  };
}
