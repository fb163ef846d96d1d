import { TASK_LIMITS } from '../limits.ts';
import type { TaskDraft } from '../types.ts';
import { type Moments, momentAt, referenceAt, whensOf } from './moments.ts';
import { type Names, nameAt } from './names.ts';
import { repeatAt } from './repeats.ts';
import type { QuickAddContext, QuickAddKind, Understood } from './types.ts';

/** A line's piece that is syntax, and what it does to the draft. */
interface Piece {
  kind: QuickAddKind;
  to: number;
  apply: () => void;
}

/** What a line has said so far. */
interface Line {
  text: string;
  context: QuickAddContext;
  names: Names;
  draft: TaskDraft;
  said: Moments;
}

const END = '(?=[,;:.!?]*(?:\\s|$))';
const LABEL = new RegExp(`#([\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_-]*)${END}`, 'uy');
const PRIORITY = new RegExp(`!([1-4])${END}`, 'y');
/** What ends a sentence goes with what was understood before it. */
const TRAILING = /[,;:.!?]+(?=\s|$)/y;
const QUOTED = /"([^"]*)"|\\(\S*)/y;
/** Quotes that stand in the title as they are; bounded, so that a line of nothing else takes no time. */
const PRINTED = /„[^“”]{0,100}[“”]|“[^”]{0,100}”|«[^»]{0,100}»|»[^«]{0,100}«/y;
const WORD = /\S+/y;

/** Reads one line without its marker; the offsets count from its beginning. A line with nothing but syntax is a title. */
export function parseLine(
  text: string,
  context: QuickAddContext,
  names: Names,
): { draft: TaskDraft; understood: Understood[]; isCut: boolean } {
  const nothing = { day: null, time: null };
  const line: Line = { text, context, names, draft: { title: '' }, said: { start: nothing, due: nothing } };
  const understood: Understood[] = [];
  const title: string[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(line, at);
    if (piece) {
      piece.apply();
      understood.push({ from: at, to: piece.to, kind: piece.kind });
      at = piece.to + (matchAt(TRAILING, text, piece.to)?.[0].length ?? 0);
    } else {
      const word = wordAt(line, at);
      title.push(word.text);
      at = word.to;
    }
    while (at < text.length && /\s/.test(text.charAt(at))) at++;
  }
  const said = title.join(' ').trim();
  if (said === '') return { ...titled(text.trim()), understood: [] };
  const { draft, isCut } = titled(said);
  const whens = whensOf(line.said, { repeat: line.draft.repeat, context });
  return { draft: { ...line.draft, ...whens, ...draft }, understood, isCut };
}

function titled(text: string): { draft: TaskDraft; isCut: boolean } {
  const title = text.slice(0, TASK_LIMITS.title).replace(/[\ud800-\udbff]$/, '');
  return { draft: { title }, isCut: title.length < text.length };
}

function pieceAt(line: Line, at: number): Piece | null {
  const { text, names, draft, said } = line;
  const first = text.charAt(at);
  if (/["\\„“«»]/.test(first)) return null;
  if (first === '@') {
    const found = nameAt(text, at, names);
    const key = found?.kind === 'group' ? 'groups' : 'people';
    return found && { kind: found.kind, to: found.to, apply: () => addTo(draft, key, found.id) };
  }
  const label = matchAt(LABEL, text, at);
  if (label) {
    const [all, name = ''] = label;
    return { kind: 'label', to: at + all.length, apply: () => addTo(draft, 'labels', name) };
  }
  const priority = matchAt(PRIORITY, text, at);
  if (priority && !draft.priority) {
    const apply = () => Object.assign(draft, { priority: Number(priority[1]) });
    return { kind: 'priority', to: at + 2, apply };
  }
  const repeat = draft.repeat ? null : repeatAt(text, at);
  if (repeat) {
    return { kind: 'repeat', to: repeat.to, apply: () => Object.assign(draft, { repeat: repeat.repeat }) };
  }
  const moment = momentAt(text, at, line);
  if (!moment) return null;
  const { kind } = moment;
  const { day, time } = moment.said;
  const apply = () => {
    said[kind] = { day: day ?? said[kind].day, time: time ?? said[kind].time };
  };
  return { kind, to: moment.to, apply };
}

/** A word of the title; words that go together, such as what is quoted, are one. */
function wordAt({ text, context }: Line, at: number): { text: string; to: number } {
  const quoted = matchAt(QUOTED, text, at);
  if (quoted) return { text: quoted[1] ?? quoted[2] ?? '', to: at + quoted[0].length };
  const printed = matchAt(PRINTED, text, at)?.[0].length;
  const to = printed ? at + printed : referenceAt(text, at, context);
  if (to !== null) return { text: text.slice(at, to), to };
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
