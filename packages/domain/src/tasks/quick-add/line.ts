import { TASK_LIMITS } from '../limits.ts';
import type { TaskDraft, When } from '../types.ts';
import { composeWhen } from '../when.ts';
import { dayAt, timeAt } from './days.ts';
import { type Names, nameAt } from './names.ts';
import { repeatAt } from './repeats.ts';
import type { QuickAddContext, QuickAddKind, Understood } from './types.ts';

/** A line's piece that is syntax, and what it does to the draft. */
interface Piece {
  kind: QuickAddKind;
  to: number;
  apply: (draft: TaskDraft) => void;
}

const BEFORE = /(?:(until|by|bis)|(from|ab)) /iuy;
const LABEL = /#([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)(?=\s|$)/uy;
const PRIORITY = /!([1-4])(?=\s|$)/y;
const QUOTED = /"([^"]*)"|\\(\S*)/y;
const WORD = /\S+/y;

/** Reads one line without its marker; the offsets count from its beginning. A line with nothing but syntax is a title. */
export function parseLine(
  text: string,
  context: QuickAddContext,
  names: Names,
): { draft: TaskDraft; understood: Understood[] } {
  const draft: TaskDraft = { title: '' };
  const understood: Understood[] = [];
  const title: string[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at, context, names, draft);
    if (piece) {
      piece.apply(draft);
      understood.push({ from: at, to: piece.to, kind: piece.kind });
      at = piece.to;
    } else {
      const word = wordAt(text, at);
      title.push(word.text);
      at = word.to;
    }
    while (at < text.length && /\s/.test(text.charAt(at))) at++;
  }
  const said = title.join(' ').trim();
  if (said === '') return { draft: { title: text.trim().slice(0, TASK_LIMITS.title) }, understood: [] };
  return { draft: { ...draft, title: said.slice(0, TASK_LIMITS.title) }, understood };
}

function pieceAt(
  text: string,
  at: number,
  context: QuickAddContext,
  names: Names,
  draft: TaskDraft,
): Piece | null {
  const first = text.charAt(at);
  if (first === '"' || first === '\\') return null;
  if (first === '@') {
    const found = nameAt(text, at, names);
    const key = found?.kind === 'group' ? 'groups' : 'people';
    return found && { kind: found.kind, to: found.to, apply: (into) => addTo(into, key, found.id) };
  }
  const label = matchAt(LABEL, text, at);
  if (label)
    return {
      kind: 'label',
      to: at + label[0].length,
      apply: (into) => addTo(into, 'labels', label[1] ?? ''),
    };
  const priority = matchAt(PRIORITY, text, at);
  if (priority)
    return {
      kind: 'priority',
      to: at + 2,
      apply: (into) => Object.assign(into, { priority: Number(priority[1]) }),
    };
  const repeat = draft.repeat ? null : repeatAt(text, at);
  if (repeat)
    return { kind: 'repeat', to: repeat.to, apply: (into) => Object.assign(into, { repeat: repeat.repeat }) };
  return momentAt(text, at, context, draft);
}

function momentAt(text: string, at: number, context: QuickAddContext, draft: TaskDraft): Piece | null {
  const before = matchAt(BEFORE, text, at);
  const kind = before?.[2] === undefined ? 'due' : 'start';
  if (draft[kind]) return null;
  const found = whenAt(text, at + (before?.[0].length ?? 0), context);
  return found && { kind, to: found.to, apply: (into) => Object.assign(into, { [kind]: found.when }) };
}

/** A day, a time, or both in either order; a time alone is today. */
function whenAt(text: string, at: number, context: QuickAddContext): { when: When; to: number } | null {
  const first = dayAt(text, at, context);
  const time = timeAt(text, first ? afterSpace(text, first.to) : at);
  const last = first || !time ? null : dayAt(text, afterSpace(text, time.to), context);
  const day = first ?? last;
  if (!time) return day && { when: day.day, to: day.to };
  const { zone, today } = context;
  const when = composeWhen({ day: day?.day ?? today, time: time.time, zone });
  return { when, to: Math.max(time.to, day?.to ?? 0) };
}

function afterSpace(text: string, at: number): number {
  return matchAt(/,? /y, text, at)?.[0].length ? at + (text.charAt(at) === ',' ? 2 : 1) : at;
}

function wordAt(text: string, at: number): { text: string; to: number } {
  const quoted = matchAt(QUOTED, text, at);
  if (quoted) return { text: quoted[1] ?? quoted[2] ?? '', to: at + quoted[0].length };
  const word = matchAt(WORD, text, at)?.[0] ?? '';
  return { text: word, to: at + Math.max(word.length, 1) };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function addTo(draft: TaskDraft, key: 'people' | 'groups' | 'labels', value: string): void {
  const most = key === 'labels' ? TASK_LIMITS.labels : TASK_LIMITS.assignees;
  const values: string[] = draft[key] ?? [];
  const said = key === 'labels' ? value.slice(0, TASK_LIMITS.label) : value;
  Object.assign(draft, { [key]: [...new Set([...values, said])].slice(0, most) });
}
