import type { Node } from '@tiptap/pm/model';
import { dateText } from '../schema/date.ts';
import { outcomeOf } from '../schema/decision.ts';
import type { Outcome } from '../schema/decision-words.ts';
import { inlineText, linesIn } from '../text/text-from-json.ts';

/** An item of an agenda: a heading with minutes. */
export interface AgendaPart {
  blockId: string;
  text: string;
  minutes: number;
}

/** A task: the first person named in its line has it, and its first day is when it is due. */
export interface TaskPart {
  blockId: string;
  text: string;
  isDone: boolean;
  /** The name as it stands there; null where nobody is named. */
  assignee: string | null;
  /** ISO 8601; null where there is no day. */
  due: string | null;
}

/** A decision. */
export interface DecisionPart {
  blockId: string;
  text: string;
  outcome: Outcome;
}

/** What a meeting works through, in the order of the text. */
export interface MeetingParts {
  items: AgendaPart[];
  tasks: TaskPart[];
  decisions: DecisionPart[];
}

/** Parts of one kind. */
const MOST = 500;
/** Letters of each. */
const LONGEST = 300;

/** What a meeting works through; blocks without an id of their own are left out, and of several with one the first counts. */
export function meetingParts(doc: Node): MeetingParts {
  const parts: MeetingParts = { items: [], tasks: [], decisions: [] };
  const seen = new Set<string>();
  doc.descendants((node) => {
    const { id } = node.attrs;
    if (typeof id !== 'string' || id === '' || seen.has(id)) return !node.isTextblock;
    const isNew = add(parts, node, id);
    if (isNew) seen.add(id);
    return !node.isTextblock;
  });
  return parts;
}

function add({ items, tasks, decisions }: MeetingParts, node: Node, blockId: string): boolean {
  const { name } = node.type;
  if (name === 'heading' && typeof node.attrs.minutes === 'number' && items.length < MOST) {
    items.push({ blockId, text: line(inlineText(node)), minutes: node.attrs.minutes });
  } else if (name === 'taskItem' && tasks.length < MOST) {
    tasks.push({ blockId, isDone: node.attrs.checked === true, ...said(node.firstChild) });
  } else if (name === 'decision' && decisions.length < MOST) {
    decisions.push({ blockId, text: line(linesIn(node)), outcome: outcomeOf(node) });
  } else return false;
  return true;
}

function said(first: Node | null): Pick<TaskPart, 'text' | 'assignee' | 'due'> {
  const inside = first?.children ?? [];
  const mention = inside.find(({ type }) => type.name === 'mention');
  const day = inside.find(({ type }) => type.name === 'date');
  return {
    text: first ? line(inlineText(first)) : '',
    assignee: mention ? String(mention.attrs.label) : null,
    due: (day && dateText(day)) || null,
  };
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}
