'use client';

import type { Repeat as RepeatRule } from '@plenum/domain/tasks/types';
import { Repeat } from 'lucide-react';
import { useRepeatWords } from './repeat-words.ts';

/** Says that a task comes again, and how often. */
export function RepeatMark({ repeat }: { repeat: RepeatRule }) {
  return <Repeat size={14} aria-label={useRepeatWords()(repeat)} />;
}
