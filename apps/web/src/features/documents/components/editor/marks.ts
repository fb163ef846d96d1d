import type { ChainedCommands } from '@tiptap/core';
import { Bold, Code, Italic, type LucideIcon, Strikethrough, Underline } from 'lucide-react';

/** How text is marked, as its name in the schema and in the messages. */
export type MarkName = 'bold' | 'italic' | 'underline' | 'strike' | 'code';

/** A mark that people switch on and off. */
export interface MarkKind {
  name: MarkName;
  icon: LucideIcon;
  /** ProseMirror key name. */
  keys: string;
  toggle(chain: ChainedCommands): ChainedCommands;
}

/** The marks without attributes. */
export const MARKS: readonly MarkKind[] = [
  { name: 'bold', icon: Bold, keys: 'Mod-b', toggle: (chain) => chain.toggleBold() },
  { name: 'italic', icon: Italic, keys: 'Mod-i', toggle: (chain) => chain.toggleItalic() },
  { name: 'underline', icon: Underline, keys: 'Mod-u', toggle: (chain) => chain.toggleUnderline() },
  { name: 'strike', icon: Strikethrough, keys: 'Mod-Shift-s', toggle: (chain) => chain.toggleStrike() },
  { name: 'code', icon: Code, keys: 'Mod-e', toggle: (chain) => chain.toggleCode() },
];
