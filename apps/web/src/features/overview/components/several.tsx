'use client';

import type { WorkspaceId } from '@plenum/domain/ids';
import { FolderInput, Star, StarOff, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { Notice } from '#components/notice.tsx';
import { Select } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { type Form, useForm } from '#components/use-form.ts';
import { type Outcome, organise, restoreSeveral } from '../actions.ts';
import { SEVERAL } from './choice.tsx';

/** Does something with the documents that are chosen in the list within. */
export function Several({
  workspaceId,
  targets,
  links,
  children,
}: {
  workspaceId: WorkspaceId;
  /** Where documents can be moved. */
  targets: { id: WorkspaceId; name: string }[];
  /** The same page with all chosen, and without choosing. */
  links: { all: string; end: string };
  children: ReactNode;
}) {
  const t = useTranslations('documents.several');
  const form = useForm(organise);
  const undo = useForm(restoreSeveral);
  const { outcome, key } = useLatest(form, undo);
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const boxes = () => [
    ...(list.current?.querySelectorAll<HTMLInputElement>('input[name=documentIds]') ?? []),
  ];
  const count = () => setChosen(boxes().filter(({ checked }) => checked).length);
  // What was done with them may have taken some out of the list, and a page may come with some chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the boxes are those of the children
  useEffect(count, [children]);
  return (
    <div>
      <div role="status" className="empty:hidden">
        {outcome && <Results key={key} outcome={outcome} undo={undo} workspaceId={workspaceId} />}
      </div>
      <FormProblem state={undo.state} />
      <form
        {...form.props}
        id={SEVERAL}
        aria-label={t('title')}
        className="sticky top-0 z-10 -mx-3 mb-2 flex flex-col gap-2.5 border-line border-b bg-paper px-3 py-2.5"
      >
        <FormProblem state={form.state} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
          <p role="status" className="needs-scripting font-medium">
            {t('chosen', { count: chosen })}
          </p>
          <Link
            href={links.all}
            prefetch={false}
            className="underline underline-offset-4"
            onClick={(event) => {
              event.preventDefault();
              const all = boxes();
              const isAll = all.every(({ checked }) => checked);
              for (const box of all) box.checked = !isAll;
              count();
            }}
          >
            {t('all')}
          </Link>
          <Link href={links.end} prefetch={false} className="underline underline-offset-4">
            {t('end')}
          </Link>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton size="small" name="what" value="trash" pending={form.pending}>
            <Trash2 aria-hidden size={15} />
            {t('trash')}
          </SubmitButton>
          <SubmitButton size="small" name="what" value="favourite" pending={form.pending}>
            <Star aria-hidden size={15} />
            {t('favourite')}
          </SubmitButton>
          <SubmitButton size="small" name="what" value="unfavourite" pending={form.pending}>
            <StarOff aria-hidden size={15} />
            {t('unfavourite')}
          </SubmitButton>
          {targets.length > 0 && (
            <span className="flex min-w-0 items-center gap-2">
              <Select
                compact
                name="workspaceId"
                aria-label={t('workspace')}
                defaultValue={form.typed('workspaceId')}
                choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <SubmitButton size="small" name="what" value="move" pending={form.pending}>
                <FolderInput aria-hidden size={15} />
                {t('move')}
              </SubmitButton>
            </span>
          )}
        </div>
      </form>
      <div
        ref={list}
        onChange={count}
        onClickCapture={(event) => {
          const box = tappedBox(event);
          if (!box) return;
          event.preventDefault();
          box.click();
        }}
      >
        {children}
      </div>
    </div>
  );
}

/** What a finger chooses that taps a document anywhere: nobody who chooses several wants to open one of them. */
function tappedBox({ nativeEvent, target }: MouseEvent): HTMLInputElement | null {
  const isTap = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
  if (!isTap || !(target instanceof Element) || !target.closest('a')) return null;
  return target.closest('li')?.querySelector('input') ?? null;
}

/** What was done and what was not, and the way back. */
function Results({
  outcome: { what, done, failed },
  undo,
  workspaceId,
}: {
  outcome: Outcome;
  undo: Form<Outcome>;
  workspaceId: WorkspaceId;
}) {
  const t = useTranslations('documents.several');
  return (
    <div className="mb-4 flex flex-col gap-3">
      {done.length > 0 && (
        <Notice
          tone="success"
          actions={
            what === 'trash' && (
              <form {...undo.props} className="mt-2">
                <input type="hidden" name="workspaceId" value={workspaceId} />
                {done.map((id) => (
                  <input key={id} type="hidden" name="documentIds" value={id} />
                ))}
                <SubmitButton size="small" pending={undo.pending}>
                  {t('undo')}
                </SubmitButton>
              </form>
            )
          }
        >
          {t(`done.${what}`, { count: done.length })}
        </Notice>
      )}
      {failed.length > 0 && (
        <div className="rounded-base border-2 border-ink px-3.5 py-2.5">
          <p>{t('failed', { count: failed.length })}</p>
          <ul className="mt-1 list-disc ps-5">
            {failed.map(({ title, reason }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: titles may be the same, and the list is made anew each time
              <li key={place}>
                <bdi className="font-medium">{title ?? t('unknown')}</bdi>: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** What the form that was sent last has done; `key` is another each time. */
function useLatest(form: Form<Outcome>, undo: Form<Outcome>): { outcome: Outcome | null; key: number } {
  const [seen, setSeen] = useState({
    form: form.state,
    undo: undo.state,
    latest: undo.state ?? form.state,
    key: 0,
  });
  let now = seen;
  if (form.state !== seen.form) now = { ...now, form: form.state, latest: form.state, key: now.key + 1 };
  if (undo.state !== seen.undo) now = { ...now, undo: undo.state, latest: undo.state, key: now.key + 1 };
  if (now !== seen) setSeen(now);
  return { outcome: now.latest?.status === 'done' ? now.latest.result : null, key: now.key };
}
