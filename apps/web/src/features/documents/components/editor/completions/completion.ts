import type { ChainedCommands, Editor } from '@tiptap/core';

/** One of the things that can be put where somebody types. */
export interface CompletionOption {
  id: string;
  label: string;
  /** A letter or two that stand for it; without them the list has a picture for it. */
  symbol?: string;
  /** What tells it from others of the same name. */
  hint?: string;
  /** Puts it at the cursor. Without this and `take` it only says something. */
  apply?(chain: ChainedCommands): ChainedCommands;
  /** Does what takes longer, for exactly what is sought. */
  take?(editor: Editor): void;
}

/** The kinds of completions, as their names in the messages. */
export type CompletionName = 'blocks' | 'dates' | 'people' | 'pages' | 'emoji';

/** What a few typed characters offer. */
export interface Completion {
  name: CompletionName;
  /** The characters with which it begins. */
  trigger: string;
  /** Matches them and what is sought, its first group, at the end of the text before the cursor. */
  pattern: RegExp;
  /** How much has to be sought for the list to open. */
  least: number;
  /** What fits, where it is known at once. */
  find?(query: string): readonly CompletionOption[];
  /** What fits, where it has to be asked for; stops with the signal. */
  search?(query: string, signal: AbortSignal): Promise<readonly CompletionOption[]>;
}

/** Whether a word of some begins with what is sought. */
export function hasWordWith(words: string, query: string): boolean {
  const sought = query.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/[\s,]+/)
    .some((word) => word.startsWith(sought));
}
