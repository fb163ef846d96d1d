'use client';

import type { ThreadCard } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextChanges } from '#components/text-changes.tsx';
import { useForm } from '#components/use-form.ts';
import { reply, settleThread } from '../actions.ts';
import { CommentField } from './comment-field.tsx';
import { type CommentPlace, PlaceFields } from './comment-place.tsx';
import { CommentView } from './comment-view.tsx';

/** What people say about a place in the text, and the way to say something more. */
export function ThreadView({
  place,
  thread,
  isCurrent,
  show,
  accept,
  onDone,
}: {
  place: CommentPlace;
  thread: ThreadCard;
  /** It is the one at the cursor. */
  isCurrent: boolean;
  /** Shows where it is in the text; null where that is gone, undefined where there is no text beside it. */
  show?: (() => void) | null;
  /** Puts what it suggests into the text; null where that is not what it was, undefined for who may not. */
  accept?: (() => void) | null;
  onDone?: () => void;
}) {
  const t = useTranslations('comments');
  const { id, anchor, taskId, quote, replacement, comments, resolvedAt, resolvedBy } = thread;
  const isOpenSuggestion = replacement !== null && resolvedAt === null;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li
      ref={element}
      aria-current={isCurrent || undefined}
      className="border-line py-4 not-first:border-t aria-[current]:border-s-2 aria-[current]:border-s-accent aria-[current]:ps-3"
    >
      <details open={resolvedAt === null}>
        <summary className={resolvedAt ? 'cursor-pointer rounded-small' : 'hidden'}>
          {resolvedBy === null ? t('resolved') : t('resolvedBy', { name: resolvedBy })}
          {quote !== '' && <bdi className="line-clamp-1 break-words text-ink-soft text-small">{quote}</bdi>}
        </summary>
        <div className="flex flex-col gap-3">
          {replacement !== null && (
            <div dir="auto" className="break-words">
              <TextChanges
                changes={[
                  { kind: 'removed', text: quote },
                  { kind: 'added', text: replacement },
                ]}
              />
            </div>
          )}
          {replacement === null && quote !== '' && (
            <blockquote
              dir="auto"
              className="line-clamp-2 border-line-strong border-s-2 ps-2 text-ink-soft text-small"
            >
              {quote}
            </blockquote>
          )}
          {anchor === null && taskId === null && (
            <p className="text-ink-soft text-small">{t('wholeDocument')}</p>
          )}
          {show === null && anchor && <p className="text-ink-soft text-small">{t('textGone')}</p>}
          <ul className="flex flex-col gap-3">
            {comments.map((comment) => (
              <CommentView key={comment.id} place={place} comment={comment} {...(onDone && { onDone })} />
            ))}
          </ul>
          {isOpenSuggestion && accept && (
            <div>
              <Button size="small" onClick={accept}>
                {t('accept')}
              </Button>
            </div>
          )}
          {isOpenSuggestion && accept === null && show && (
            <p className="text-ink-soft text-small">{t('textChanged')}</p>
          )}
          {show && (
            <div className="-ms-3">
              <Button size="small" look="quiet" onClick={show}>
                {t(taskId === null ? 'show' : 'showTask')}
              </Button>
            </div>
          )}
          {place.mayComment && (
            <Answer
              place={place}
              threadId={id}
              isResolved={resolvedAt !== null}
              isSuggestion={replacement !== null}
              onDone={onDone}
            />
          )}
        </div>
      </details>
    </li>
  );
}

function Answer({
  place,
  threadId,
  isResolved,
  isSuggestion,
  onDone,
}: {
  place: CommentPlace;
  threadId: string;
  isResolved: boolean;
  isSuggestion: boolean;
  onDone: (() => void) | undefined;
}) {
  const t = useTranslations('comments');
  const answer = useForm(reply, { empties: true });
  const settle = useForm(settleThread);
  useEffect(() => {
    if (answer.state?.status === 'done' || settle.state?.status === 'done') onDone?.();
  }, [answer.state, settle.state, onDone]);
  return (
    <div className="flex flex-col gap-2">
      <form {...answer.props} className="flex flex-col gap-2">
        <FormProblem state={answer.state} />
        <PlaceFields place={place} />
        <input type="hidden" name="threadId" value={threadId} />
        <CommentField place={place} form={answer} label={t('reply')} />
        <div className="flex">
          <SubmitButton size="small" pending={answer.pending}>
            {t('send')}
          </SubmitButton>
        </div>
      </form>
      <form {...settle.props} className="-ms-3">
        <FormProblem state={settle.state} />
        <PlaceFields place={place} />
        <input type="hidden" name="threadId" value={threadId} />
        <input type="hidden" name="isResolved" value={String(!isResolved)} />
        <SubmitButton size="small" look="quiet" pending={settle.pending}>
          {isResolved ? t('reopen') : t(isSuggestion ? 'decline' : 'resolve')}
        </SubmitButton>
      </form>
    </div>
  );
}
