import type { Authorship } from '@plenum/domain/documents/types';
import type { Task } from '@plenum/domain/tasks/types';
import { taskSteps } from '@plenum/editor/tasks/activity';
import { useEffect, useState } from 'react';
import type { Doc } from 'yjs';
import { type SaidStep, saidSteps } from './said-steps.ts';

/** Milliseconds that an answer may take. */
const PATIENCE = 20_000;

/** What was done to a task, asked for anew whenever it is another object; null while that is not known. */
export function useActivity(
  doc: Doc,
  { documentId, task }: { documentId: string; task: Task },
): { steps: readonly SaidStep[] | null; failed: boolean } {
  const [steps, setSteps] = useState<readonly SaidStep[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    const ask = async () => {
      const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(PATIENCE)]);
      const answer = await fetch(`/api/v1/documents/${documentId}/authorship`, { signal });
      if (!answer.ok) throw new Error('no answer');
      const authorship: Authorship = await answer.json();
      setSteps(saidSteps(taskSteps(doc, task.id), authorship));
      setFailed(false);
    };
    ask().catch(() => {
      if (!ending.signal.aborted) setFailed(true);
    });
    return () => ending.abort();
  }, [doc, documentId, task]);
  return { steps, failed };
}
