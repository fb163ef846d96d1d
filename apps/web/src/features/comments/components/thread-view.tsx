'use client';

import type { CommentCard, ThreadCard } from '@plenum/domain/comments/types';
import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Avatar } from '#components/avatar.tsx';
import { Button } from '#components/button.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextArea } from '#components/text-area.tsx';
import { TextChanges } from '#components/text-changes.tsx';
import { RelativeTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { deleteComment, editComment, reply, settleThread } from '../actions.ts';

/** Whose comments they are, and what the one who looks may do with them. */
export interface CommentPlace {
  documentId: DocumentId;
  /** Of the link by which a guest came. */
  token?: string;
  mayComment: boolean;
  /** May delete what others said. */
  mayModerate: boolean;
}

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
  const { id, quote, replacement, comments, resolvedAt, resolvedBy } = thread;
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
          {show === null && <p className="text-ink-soft text-small">{t('textGone')}</p>}
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
                {t('show')}
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

function CommentView({
  place,
  comment: { id, author, isOwn, body, createdAt, editedAt },
  onDone,
}: {
  place: CommentPlace;
  comment: CommentCard;
  onDone?: () => void;
}) {
  const t = useTranslations('comments');
  const [editing, setEditing] = useState(false);
  const name = author.name ?? t(author.kind === 'guest' ? 'guest' : 'gone');
  return (
    <li className="flex min-w-0 flex-col gap-1">
      <div className="flex min-w-0 items-center gap-2">
        {author.colour !== null && <Avatar person={{ name, colour: author.colour }} size="small" />}
        <bdi className="min-w-0 truncate font-medium">{name}</bdi>
        <span className="shrink-0 text-ink-soft text-small">
          <RelativeTime at={createdAt} />
        </span>
      </div>
      {editing ? (
        <EditForm place={place} commentId={id} body={body} onEnd={() => setEditing(false)} onDone={onDone} />
      ) : (
        body !== '' && (
          <p dir="auto" className="whitespace-pre-wrap break-words">
            {body}
            {editedAt && <span className="text-ink-soft text-small"> {t('edited')}</span>}
          </p>
        )
      )}
      {!editing && (isOwn || place.mayModerate) && (
        <div className="-ms-3 flex flex-wrap gap-1">
          {isOwn && place.mayComment && (
            <span className="needs-scripting">
              <Button size="small" look="quiet" onClick={() => setEditing(true)}>
                {t('edit')}
              </Button>
            </span>
          )}
          {place.mayComment && (
            <ConfirmForm
              action={deleteComment}
              fields={{ ...fieldsOf(place), commentId: id }}
              trigger={{ text: t('delete'), name: t('deleteName', { name }) }}
              question={t('deleteQuestion')}
              confirm={t('deleteConfirm')}
              {...(onDone && { onDone })}
            />
          )}
        </div>
      )}
    </li>
  );
}

function EditForm({
  place,
  commentId,
  body,
  onEnd,
  onDone,
}: {
  place: CommentPlace;
  commentId: string;
  body: string;
  onEnd: () => void;
  onDone: (() => void) | undefined;
}) {
  const t = useTranslations('comments');
  const form = useForm(editComment);
  useEffect(() => {
    if (form.state?.status !== 'done') return;
    onDone?.();
    onEnd();
  }, [form.state, onDone, onEnd]);
  return (
    <form {...form.props} className="flex flex-col gap-2">
      <FormProblem state={form.state} />
      <PlaceFields place={place} />
      <input type="hidden" name="commentId" value={commentId} />
      <TextArea
        name="body"
        label={t('edit')}
        error={form.problem('body')}
        defaultValue={form.typed('body') ?? body}
        autoFocus
        readOnly={form.pending}
        required
      />
      <div className="flex gap-2">
        <SubmitButton size="small" pending={form.pending}>
          {t('save')}
        </SubmitButton>
        <Button size="small" look="quiet" onClick={onEnd}>
          {t('cancel')}
        </Button>
      </div>
    </form>
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
        <TextArea
          name="body"
          label={t('reply')}
          error={answer.problem('body')}
          defaultValue={answer.typed('body')}
          readOnly={answer.pending}
          required
        />
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

/** Says in a form which document it is about, and by which link. */
export function PlaceFields({ place }: { place: CommentPlace }) {
  return Object.entries(fieldsOf(place)).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

function fieldsOf({ documentId, token }: CommentPlace): Record<string, string> {
  return { documentId, ...(token !== undefined && { token }) };
}
