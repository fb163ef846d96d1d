import type { SearchKind } from '@plenum/domain/search/kinds';
import {
  BookOpen,
  CornerDownRight,
  FileText,
  Gavel,
  ListTodo,
  MessageSquare,
  Paperclip,
  SquareCheck,
} from 'lucide-react';

const ICONS = {
  pad: FileText,
  wiki: BookOpen,
  tasks: ListTodo,
  task: SquareCheck,
  comment: MessageSquare,
  decision: Gavel,
  attachment: Paperclip,
  frame: CornerDownRight,
} as const;

/** The sign of a kind of thing, or of where the frame of a page leads; its name stands beside it. */
export function KindIcon({ kind }: { kind: SearchKind | 'frame' }) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden size={18} className="mt-0.5 shrink-0 text-ink-faint" />;
}
