'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { Pause, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '#components/button.tsx';
import { Select } from '#components/select-field.tsx';
import { useScripted } from '#components/use-scripted.ts';
import { documentHistoryPath } from '#lib/paths.ts';

/** Steps in which the whole past is played, and milliseconds between two of them. */
const STEPS = 100;
const PACE = 1_000;
const SPEEDS = [1, 2, 4, 8] as const;

/** Milliseconds for which the slider rests before what it points at is asked for. */
const REST = 150;

/** A slider over all that was ever written, and a button that plays it. */
export function Timeline({ documentId, at, last }: { documentId: DocumentId; at: number; last: number }) {
  const t = useTranslations('history');
  const router = useRouter();
  const isScripted = useScripted();
  const [isLoading, startLoading] = useTransition();
  const [chosen, setChosen] = useState(at);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(SPEEDS[0]);
  const asked = useRef(at);
  useEffect(() => {
    asked.current = at;
    setChosen(at);
  }, [at]);

  useEffect(() => {
    if (chosen === at || chosen === asked.current) return;
    // Of a slider that is being dragged only where it rests is asked for.
    const timer = setTimeout(() => {
      asked.current = chosen;
      startLoading(() => router.replace(documentHistoryPath(documentId, { at: chosen }), { scroll: false }));
    }, REST);
    return () => clearTimeout(timer);
  }, [at, chosen, documentId, router]);

  useEffect(() => {
    // The next step waits for the one before to be there.
    if (!isPlaying || isLoading || chosen !== at) return;
    if (at >= last) return setPlaying(false);
    const timer = setTimeout(
      () => setChosen(Math.min(last, at + Math.max(1, Math.round(last / STEPS)))),
      PACE / speed,
    );
    return () => clearTimeout(timer);
  }, [at, chosen, isLoading, isPlaying, last, speed]);

  const play = () => {
    if (!isPlaying && at >= last) setChosen(0);
    setPlaying(!isPlaying);
  };
  return (
    <fieldset
      disabled={!isScripted}
      className="needs-scripting m-0 flex flex-wrap items-center gap-3 border-0 p-0"
    >
      <Button size="small" onClick={play}>
        {isPlaying ? <Pause aria-hidden size={15} /> : <Play aria-hidden size={15} />}
        {t(isPlaying ? 'pause' : 'play')}
      </Button>
      <input
        type="range"
        aria-label={t('slider')}
        min={0}
        max={last}
        value={chosen}
        onChange={(event) => {
          setPlaying(false);
          setChosen(event.currentTarget.valueAsNumber);
        }}
        className="min-w-40 flex-1 accent-accent"
      />
      <Select
        name="speed"
        aria-label={t('speed')}
        compact
        value={String(speed)}
        onChange={(event) => setSpeed(Number(event.currentTarget.value))}
        choices={SPEEDS.map((factor) => ({ value: String(factor), label: t('speeds', { factor }) }))}
      />
    </fieldset>
  );
}
