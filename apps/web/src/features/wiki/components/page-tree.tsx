'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { TreeLevel } from '@plenum/domain/wiki/types';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState, useTransition } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { useForm } from '#components/use-form.ts';
import { useScripted } from '#components/use-scripted.ts';
import type { FormState } from '#lib/form-action.ts';
import { createPage, movePage, stepPage } from '../actions.ts';
import { PLACE_FIELDS } from './place-fields.ts';
import { keyInTree } from './tree-keys.ts';
import { TreeList } from './tree-list.tsx';
import { type Levels, useLevels } from './use-levels.ts';

/** Milliseconds after which what is typed begins a new word. */
const TYPING = 700;

/** A tree as it is drawn on the server. */
export interface DrawnTree {
  workspaceId: WorkspaceId;
  /** Of the page that shows the whole tree. */
  path: string;
  levels: TreeLevel[];
  open: DocumentId[];
  /** The page that one is on. */
  current?: DocumentId | undefined;
  /** May make pages, and move those in which they may write. */
  mayChange: boolean;
  /** Beside every page, with less on each row. */
  narrow?: boolean;
}

/**
 * The tree of a workspace's pages. Without scripting a list of links, which opens by its address; with it a tree with the keys of one,
 * in which pages are moved by Alt, Shift and an arrow, and dragged.
 */
export function PageTree({ workspaceId, path, current, mayChange, narrow = false, ...drawn }: DrawnTree) {
  const t = useTranslations('wiki');
  const isScripted = useScripted();
  const newForm = useId();
  const levels = useLevels(workspaceId, drawn);
  const [focused, setFocused] = useState<DocumentId | null>(null);
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<FormState>(null);
  const tree = useRef<HTMLDivElement>(null);
  const typing = useRef({ text: '', at: 0 });
  const [isMoving, startMoving] = useTransition();
  /** The page that was moved by a key. */
  const moved = useRef<DocumentId | null>(null);
  const create = useForm(createPage);
  const isThere = (id: DocumentId | null | undefined) => levels.rows.some(({ page }) => page.id === id);
  const stop = [focused, current].find(isThere) ?? levels.rows[0]?.page.id ?? null;

  function goTo(id: DocumentId) {
    setFocused(id);
    tree.current?.querySelector<HTMLElement>(`[data-page="${id}"]`)?.focus();
  }

  function change(
    action: (state: FormState, form: FormData) => Promise<FormState>,
    fields: Record<string, string>,
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    moved.current = fields.step ? (fields.documentId ?? null) : null;
    startMoving(async () => {
      const state = await action(null, form).catch(
        (): FormState => ({ status: 'failed', message: t('notReached'), fields: {}, values: {} }),
      );
      setFailure(state?.status === 'failed' ? state : null);
      if (state?.status === 'done') setSaid(t('moved'));
    });
  }

  useEffect(() => {
    const id = moved.current;
    if (id === null) return;
    // Drawn anew at another place, its row has lost the focus.
    if (document.activeElement === document.body) {
      tree.current?.querySelector<HTMLElement>(`[data-page="${id}"]`)?.focus();
    }
    if (!isMoving) moved.current = null;
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const id = event.target instanceof HTMLElement && event.target.dataset.page;
    if (!id) return;
    const isGoingOn = event.timeStamp - typing.current.at < TYPING;
    const does = keyInTree(event.nativeEvent, { id, levels, typed: isGoingOn ? typing.current.text : '' });
    if (event.key.length === 1) {
      typing.current = { text: (isGoingOn ? typing.current.text : '') + event.key, at: event.timeStamp };
    }
    if (!does) return;
    event.preventDefault();
    if (does.do === 'focus') goTo(does.id);
    else if (does.do === 'toggle') void levels.toggle(does.id);
    else if (does.do === 'open')
      event.currentTarget.querySelector<HTMLElement>(`[data-link="${id}"]`)?.click();
    else if (mayChange) {
      const into = does.step === 'in' ? before(levels.rows, does.id) : undefined;
      if (into) levels.open(into.page.id);
      change(stepPage, { documentId: does.id, step: does.step });
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the tree in it
    <div ref={tree} onKeyDown={isScripted ? onKeyDown : undefined}>
      <TreeList
        level={levels.at(null)}
        depth={0}
        look={{
          levels,
          path,
          open: drawn.open,
          current,
          narrow,
          isScripted,
          stop,
          label: t('tree'),
          newForm: mayChange && !narrow ? newForm : null,
          onFocus: setFocused,
          onDrop: mayChange ? (documentId, place) => change(movePage, { documentId, ...place }) : undefined,
        }}
      />
      {mayChange && !narrow && (
        <form id={newForm} {...create.props}>
          <input type="hidden" name="workspaceId" value={workspaceId} />
          <FormProblem state={create.state} unseen={PLACE_FIELDS} />
        </form>
      )}
      <FormProblem state={failure} unseen={PLACE_FIELDS} />
      {levels.failed && <p role="alert">{t('notLoaded')}</p>}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

/** The page before another one, of the same level. */
function before(rows: Levels['rows'], id: DocumentId): Levels['rows'][number] | undefined {
  const at = rows.findIndex(({ page }) => page.id === id);
  const depth = rows[at]?.depth ?? 0;
  const found = rows.slice(0, at).findLast((row) => row.depth <= depth);
  return found?.depth === depth ? found : undefined;
}
