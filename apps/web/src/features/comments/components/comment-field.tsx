'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { TextArea } from '#components/text-area.tsx';
import type { Form } from '#components/use-form.ts';
import type { CommentPlace } from './comment-place.tsx';
import { useNaming } from './use-naming.ts';

/**
 * What somebody says; while it is on its way, nothing is added to it that would be lost. An at sign offers the people whom a member may name;
 * without scripting their user names are typed.
 */
export function CommentField({
  place,
  form,
  label,
  body = '',
  autoFocus = false,
  required = true,
}: {
  place: CommentPlace;
  form: Pick<Form<unknown>, 'pending' | 'problem' | 'typed'>;
  label: string;
  /** What was said before. */
  body?: string;
  autoFocus?: boolean;
  required?: boolean;
}) {
  const t = useTranslations('comments');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { people, current, choose, listeners } = useNaming(field, place.token ? null : place.documentId);
  const optionId = (index: number) => `${id}-${index}`;
  return (
    <div className="relative">
      <TextArea
        ref={field}
        name="body"
        label={label}
        error={form.problem('body')}
        defaultValue={form.typed('body') ?? body}
        autoFocus={autoFocus}
        readOnly={form.pending}
        required={required}
        aria-autocomplete="list"
        {...(people.length > 0 && { 'aria-controls': id, 'aria-activedescendant': optionId(current) })}
        {...listeners}
      />
      <p role="status" className="sr-only">
        {people.length > 0 && t('people', { count: people.length })}
      </p>
      {people.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={t('name')}
          className="absolute inset-x-0 top-full z-20 mt-1 rounded-base border border-line bg-raised p-1 shadow-overlay"
        >
          {people.map((person, index) => (
            <div
              key={person.id}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              // The field keeps the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
              className="flex min-w-0 cursor-pointer items-baseline gap-2 rounded-small px-2 py-1.5 aria-selected:bg-hover"
            >
              <bdi className="truncate">{person.displayName}</bdi>
              <span className="truncate text-ink-soft text-small">@{person.username}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
