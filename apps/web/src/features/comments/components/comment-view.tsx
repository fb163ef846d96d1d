'use client';

import { piecesOf, textOf } from '@plenum/domain/comments/mentions';
import type { CommentCard } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Avatar } from '#components/avatar.tsx';
import { Button } from '#components/button.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { RelativeTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { deleteComment, editComment } from '../actions.ts';
import { CommentField } from './comment-field.tsx';
import { type CommentPlace, fieldsOf, PlaceFields } from './comment-place.tsx';

/** One thing that was said, and what can be done about it. */
export function CommentView({
  place,
  comment,
  onDone,
}: {
  place: CommentPlace;
  comment: CommentCard;
  onDone?: () => void;
}) {
  const t = useTranslations('comments');
  const { id, author, isOwn, body, createdAt, editedAt } = comment;
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
        <EditForm
          place={place}
          commentId={id}
          body={textOf(comment, (person) => person?.username ?? '')}
          onEnd={() => setEditing(false)}
          onDone={onDone}
        />
      ) : (
        body !== '' && (
          <p dir="auto" className="whitespace-pre-wrap break-words">
            <Said comment={comment} />
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

/** What was said, with those who are named in it. */
function Said({ comment }: { comment: CommentCard }) {
  const t = useTranslations('comments');
  let at = 0;
  return piecesOf(comment).map((piece) => {
    if (typeof piece === 'string') return piece;
    at += 1;
    return (
      <bdi key={at} className="mention">
        @{piece.person?.name ?? t('somebody')}
      </bdi>
    );
  });
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
      <CommentField place={place} form={form} label={t('edit')} body={body} autoFocus />
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
