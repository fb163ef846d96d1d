'use client';

import { chatPieces } from '@plenum/domain/chat/links';
import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Avatar } from '#components/avatar.tsx';
import { Badge } from '#components/badge.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { deleteMessage } from '../actions.ts';
import { type ChatPlace, fieldsOf } from './chat-place.ts';

/** One message, and the way to delete it. */
export function MessageView({
  place,
  message: { id, author, isOwn, body },
  time,
  onDone,
}: {
  place: ChatPlace;
  message: ChatMessageCard;
  time: ReactNode;
  onDone?: () => void;
}) {
  const t = useTranslations('chat');
  const isGuest = author.kind === 'guest';
  const name = author.name ?? t(isGuest ? 'unnamed' : 'gone');
  return (
    <li className="group relative flex min-w-0 flex-col gap-1">
      <div className="flex min-w-0 items-center gap-2">
        {author.colour !== null && <Avatar person={{ name, colour: author.colour }} size="small" />}
        <bdi className="min-w-0 truncate font-medium">{name}</bdi>
        {isGuest && author.name !== null && <Badge>{t('guest')}</Badge>}
        <span className="shrink-0 text-ink-soft text-small">{time}</span>
      </div>
      <Said body={body} />
      {place.mayChat && (isOwn || place.mayModerate) && (
        // Beside every message it would be all that one sees; a finger does not hover.
        <div className="absolute end-0 -top-1 bg-paper ps-1 opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:static pointer-coarse:-ms-3 pointer-coarse:opacity-100">
          <ConfirmForm
            action={deleteMessage}
            fields={{ ...fieldsOf(place), messageId: id }}
            trigger={{ text: t('delete'), name: t('deleteName', { name }) }}
            question={t('deleteQuestion')}
            confirm={t('deleteConfirm')}
            {...(onDone && { onDone })}
          />
        </div>
      )}
    </li>
  );
}

/** What was said, with its line breaks, and links that can be followed. */
export function Said({ body }: { body: string }) {
  let at = 0;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {chatPieces(body).map((piece) => {
        if (typeof piece === 'string') return piece;
        at += 1;
        return (
          <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer" className="underline">
            {piece.text}
          </a>
        );
      })}
    </p>
  );
}
