import {
  CodeXml,
  Heading1,
  Heading2,
  Heading3,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Table,
  TextQuote,
} from 'lucide-react';
import type { BlockName } from './blocks.ts';

/** What stands for each kind of block. */
export const BLOCK_ICONS: Record<BlockName, LucideIcon> = {
  paragraph: Pilcrow,
  heading1: Heading1,
  heading2: Heading2,
  heading3: Heading3,
  bulletList: List,
  orderedList: ListOrdered,
  taskList: ListChecks,
  blockquote: TextQuote,
  codeBlock: CodeXml,
  table: Table,
  horizontalRule: Minus,
};
