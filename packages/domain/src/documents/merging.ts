import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** A page that goes into another one. */
export const mergeSchema = z.object({
  into: idSchema,
  /** Whoever asks knows that other people than now will read the text. */
  mayChangeReaders: z.boolean().default(false),
});

/** What becomes of a document that goes into another one. */
export interface MergeFacts {
  /** Whether other people have access to the other one: a rule, or none, holds there that does not hold here. */
  hasOtherRules: boolean;
  /** Share links that lead to the other one and not to this. */
  linksThere: number;
  /** The public reads the other one, and this one not with it: the text becomes public when somebody updates that. */
  isPublicThere: boolean;
  /** Share links of this one, which end. */
  linksHere: number;
  threads: number;
  files: number;
  /** Pages below this one that have the same access, and where all below it will be. */
  children: number;
  childrenGo: 'along' | 'up';
  /** What is said in the chat, which stays. */
  hasChat: boolean;
}

/** Whether other people than now will be able to read the text. */
export function changesReaders({ hasOtherRules, linksThere, isPublicThere }: MergeFacts): boolean {
  return hasOtherRules || linksThere > 0 || isPublicThere;
}
