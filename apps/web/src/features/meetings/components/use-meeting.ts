import type { MeetingStep } from '@plenum/domain/meetings/schema';
import type { MeetingState } from '@plenum/domain/meetings/types';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useNews } from '#lib/collab/use-news.ts';
import { changeHand, loadMeeting, takeStep } from '../actions.ts';
import { expected } from './expected.ts';

/** A meeting as it is known here. */
export interface KnownMeeting {
  state: MeetingState | null;
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  skew: number;
  /** It could not be read. */
  failed: boolean;
  /** What somebody did did not work, with the sentence about it. */
  problem: string | null;
  reload: () => void;
  step: (step: MeetingStep) => void;
  raise: (isRaised: boolean) => void;
}

/** The meeting of a document, read again whenever it is at something else. */
export function useMeeting({
  live,
  documentId,
  token,
  otherwise,
}: {
  live: LiveDocument;
  documentId: string;
  token: string | undefined;
  /** What is said where nothing is known of what went wrong. */
  otherwise: string;
}): KnownMeeting {
  const [known, setKnown] = useState<{ state: MeetingState; skew: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const questions = useRef(0);
  const reload = useCallback(async () => {
    questions.current += 1;
    const question = questions.current;
    const asked = Date.now();
    const state = await loadMeeting(documentId, token).catch(() => null);
    // What was asked later has the newer answer.
    if (question !== questions.current) return;
    setFailed(state === null);
    // The answer was made about half-way between asking and hearing it.
    if (state) setKnown({ state, skew: state.now.getTime() - (asked + Date.now()) / 2 });
  }, [documentId, token]);
  useEffect(() => {
    void reload();
    return () => {
      questions.current += 1;
    };
  }, [reload]);
  useNews(live, { news: 'met', onNews: reload });
  const send = async (action: typeof changeHand, fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ documentId, ...fields })) form.set(name, value);
    const answer = await action(null, form).catch(() => null);
    setProblem(answer?.status === 'done' ? null : (answer?.message ?? otherwise));
    await reload();
  };
  return {
    state: known?.state ?? null,
    skew: known?.skew ?? 0,
    failed,
    problem,
    reload,
    step(step) {
      setKnown((before) => before && { ...before, state: expected(before.state, step) });
      void send(takeStep, { step: JSON.stringify(step) });
    },
    raise: (isRaised) =>
      void send(changeHand, { isRaised: String(isRaised), ...(token !== undefined && { token }) }),
  };
}
