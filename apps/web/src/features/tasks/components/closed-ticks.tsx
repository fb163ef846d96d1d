'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Notice } from '#components/notice.tsx';
import { tickTask } from '../actions.ts';

/**
 * Lets the boxes of a text be ticked in which nothing else can be written, as minutes are that are closed: by the server, which tells everybody.
 * A box that could not be ticked is put back, and why is said.
 */
export function ClosedTicks({ documentId }: { documentId: string }) {
  const t = useTranslations('tasks');
  const [problem, setProblem] = useState<string | 'noAnswer' | null>(null);
  useEffect(() => {
    const onChange = async (event: Event) => {
      const box = event.target;
      const taskId = box instanceof HTMLInputElement ? taskOf(box) : null;
      if (!(box instanceof HTMLInputElement) || taskId === null) return;
      // The text's own listener would put it back.
      event.stopPropagation();
      const isDone = box.checked;
      const form = new FormData();
      for (const [name, value] of Object.entries({ documentId, taskId, isDone: String(isDone) }))
        form.set(name, value);
      const state = await tickTask(null, form).catch(() => null);
      if (state?.status !== 'done') box.checked = !isDone;
      setProblem(state?.status === 'done' ? null : (state?.message ?? 'noAnswer'));
    };
    document.addEventListener('change', onChange, { capture: true });
    return () => document.removeEventListener('change', onChange, { capture: true });
  }, [documentId]);
  if (problem === null) return null;
  return <Notice tone="problem">{problem === 'noAnswer' ? t('notTicked') : problem}</Notice>;
}

/** The task whose box it is, in a text that is open and cannot be written in. */
function taskOf(box: HTMLInputElement): string | null {
  const text = box.closest('.ProseMirror');
  if (box.type !== 'checkbox' || text?.getAttribute('contenteditable') !== 'false') return null;
  return box.closest<HTMLElement>('li[data-id]')?.dataset.id ?? null;
}
