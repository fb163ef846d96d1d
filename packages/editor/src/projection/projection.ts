import type { DocumentProjection, TaskProjection } from '@plenum/domain/documents/types';
import { isId } from '@plenum/domain/ids';
import type { Task } from '@plenum/domain/tasks/types';
import { nameKey } from '@plenum/domain/wiki/names';
import type { Node } from '@tiptap/pm/model';
import type { XmlFragment } from 'yjs';
import { outcomeOf } from '../schema/decision.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { shownPath } from '../schema/shown-path.ts';
import { assignmentsIn } from '../tasks/assignments.ts';
import { saidInLine } from '../tasks/line.ts';
import { readRecords } from '../tasks/records.ts';
import { parseRule } from '../tasks/rule.ts';
import { readSources } from '../tasks/sources.ts';
import { taskFromRecord } from '../tasks/task-from-record.ts';
import { TASKS_NAME } from '../tasks/task-list.ts';
import { inlineText, linesIn, textOf } from '../text/text-from-json.ts';
import { documentFromFragment, readUpdates } from '../yjs/json-from-update.ts';
import { fileTarget, linkTarget } from './link-target.ts';

/**
 * How much of a document is projected; what is beyond is left out. Texts are in UTF-16 units. The text as a whole stays below
 * the megabyte that PostgreSQL's text search takes ("Limitations" of its manual's chapter 12).
 */
export const PROJECTION_LIMITS = {
  text: 1_000_000,
  line: 500,
  headings: 1_000,
  links: 2_000,
  wanted: 2_000,
  mentions: 2_000,
  tasks: 10_000,
  decisions: 1_000,
  decision: 4_000,
  files: 1_000,
} as const;

/** What a projection depends on beside the content. */
export interface ProjectionContext {
  /** The instance's public origin, by which links to its own documents are known. */
  origin: string;
}

/**
 * The projection of the document in some Yjs updates (V1), applied in their order. Throws only when Yjs can't apply them, as
 * `jsonFromUpdate`.
 */
export function projectionFromUpdates(
  updates: Iterable<Uint8Array>,
  context: ProjectionContext,
): DocumentProjection {
  return readUpdates(updates, (fragment) => {
    const given = assignmentsIn(fragment);
    const projection = project(documentFromFragment(fragment), {
      ...context,
      tasks: tasksBeside(fragment),
      sources: fragment.doc ? readSources(fragment.doc) : [],
    });
    return given.length > 0 ? { ...projection, given } : projection;
  });
}

/** The projection of a document in ProseMirror JSON, whoever wrote it. Never throws, see {@link safeDocument}. */
export function projectionFromJson(json: unknown, context: ProjectionContext): DocumentProjection {
  return project(safeDocument(json), context);
}

/** The tasks of a list, and what is kept of those that are lines of a text beside these, by their ids. */
type TasksBeside = ReadonlyMap<string, { task: Task; isLine: boolean }>;

function tasksBeside({ doc }: XmlFragment): TasksBeside {
  const records = doc ? readRecords(doc.getMap<unknown>(TASKS_NAME)) : [];
  return new Map(
    [...records].map(([id, record]) => [
      id,
      { task: taskFromRecord(id, record), isLine: record.began === null },
    ]),
  );
}

function project(
  doc: Node,
  { sources = [], ...context }: ProjectionContext & { tasks?: TasksBeside; sources?: string[] },
): DocumentProjection {
  const reader = new Reader(context);
  reader.read(doc, { blockId: '', taskId: null });
  const { outline, links, wanted, mentions, tasks, decisions, files } = reader;
  const text = cut(textOf(doc), PROJECTION_LIMITS.text);
  return { text, outline, links, wanted, mentions, tasks, sources, decisions, files };
}

/** Where a node lies: the ids of the nearest block and the nearest task that have one. */
interface Place {
  blockId: string;
  taskId: string | null;
}

class Reader {
  readonly outline: DocumentProjection['outline'] = [];
  readonly links: DocumentProjection['links'] = [];
  readonly wanted: DocumentProjection['wanted'] = [];
  readonly mentions: DocumentProjection['mentions'] = [];
  readonly tasks: DocumentProjection['tasks'] = [];
  readonly decisions: DocumentProjection['decisions'] = [];
  readonly files: DocumentProjection['files'] = [];
  readonly #origin: string;
  readonly #tasks: TasksBeside;
  readonly #seen = {
    hrefs: new Set<string>(),
    wanted: new Set<string>(),
    mentions: new Set<string>(),
    tasks: new Set<string>(),
    decisions: new Set<string>(),
    files: new Set<string>(),
  };

  constructor({ origin, tasks = new Map() }: ProjectionContext & { tasks?: TasksBeside }) {
    this.#origin = origin;
    this.#tasks = tasks;
  }

  read(parent: Node, place: Place): void {
    for (const child of parent.children) {
      if (child.isInline) this.#readInline(child, place);
      else this.#readBlock(child, place);
    }
  }

  #readBlock(node: Node, place: Place): void {
    const id: unknown = node.attrs.id;
    const blockId = typeof id === 'string' ? id : null;
    if (node.type.name === 'heading') this.#addHeading(node, blockId);
    if (node.type.name === 'decision' && blockId !== null) this.#addDecision(node, blockId);
    this.#addFile(node.attrs.fileId);
    if (node.type.name === 'transclusion') this.#addShown(node);
    const isTask = node.type.name === 'taskItem' && blockId !== null && this.#addTask(node, blockId, place);
    this.read(node, { blockId: blockId ?? place.blockId, taskId: isTask ? blockId : place.taskId });
  }

  #readInline(node: Node, { blockId }: Place): void {
    if (node.type.name === 'documentLink') {
      const { documentId, label } = node.attrs;
      if (documentId === null) this.#addWanted(label);
      else this.#addLink(`/d/${documentId}`);
      return;
    }
    for (const mark of node.marks) if (mark.type.name === 'link') this.#addLink(mark.attrs.href);
    if (node.type.name === 'mention') this.#addMention(node.attrs.personId, blockId);
  }

  #addHeading(node: Node, blockId: string | null): void {
    if (this.outline.length >= PROJECTION_LIMITS.headings) return;
    this.outline.push({ level: node.attrs.level, text: lineOf(node), blockId });
  }

  /** Whether it is one of the tasks now: of several with the same id the first is. */
  #addTask(node: Node, blockId: string, { taskId }: Place): boolean {
    if (this.#seen.tasks.has(blockId) || this.tasks.length >= PROJECTION_LIMITS.tasks) return false;
    this.#seen.tasks.add(blockId);
    const beside = this.#tasks.get(blockId);
    const line = node.firstChild;
    this.tasks.push({
      blockId,
      parentId: taskId,
      text: beside && !beside.isLine ? beside.task.title : line ? lineOf(line) : '',
      isDone: node.attrs.checked === true,
      ...factsOf({ ...beside?.task, ...(line && beside?.isLine !== false && saidInLine(line)) }),
    });
    return true;
  }

  #addDecision(node: Node, blockId: string): void {
    if (this.#seen.decisions.has(blockId) || this.decisions.length >= PROJECTION_LIMITS.decisions) return;
    this.#seen.decisions.add(blockId);
    const text = cut(linesIn(node), PROJECTION_LIMITS.decision).trim();
    this.decisions.push({ blockId, text, ...outcomeOf(node) });
  }

  #addLink(href: unknown): void {
    if (typeof href !== 'string' || this.#seen.hrefs.has(href)) return;
    if (this.links.length >= PROJECTION_LIMITS.links) return;
    this.#seen.hrefs.add(href);
    this.links.push({ href, targetId: linkTarget(href, this.#origin) });
    this.#addFile(fileTarget(href, this.#origin));
  }

  /** What is shown is of another document; that it is shown leads there. */
  #addShown({ attrs: { documentId, blockId } }: Node): void {
    if (typeof documentId === 'string') this.#addLink(shownPath({ documentId, blockId }));
  }

  #addWanted(name: string): void {
    const key = nameKey(name);
    if (name === '…' || this.#seen.wanted.has(key) || this.wanted.length >= PROJECTION_LIMITS.wanted) return;
    this.#seen.wanted.add(key);
    this.wanted.push({ key, name });
  }

  #addFile(id: unknown): void {
    if (typeof id !== 'string' || !isId(id) || this.files.length >= PROJECTION_LIMITS.files) return;
    const fileId = id.toLowerCase();
    if (this.#seen.files.has(fileId)) return;
    this.#seen.files.add(fileId);
    this.files.push(fileId);
  }

  #addMention(id: unknown, blockId: string): void {
    if (typeof id !== 'string' || this.mentions.length >= PROJECTION_LIMITS.mentions) return;
    const personId = id.toLowerCase();
    const key = `${personId} ${blockId}`;
    if (this.#seen.mentions.has(key)) return;
    this.#seen.mentions.add(key);
    this.mentions.push({ personId, blockId });
  }
}

/** What of a task is said. */
function factsOf({
  doneAt,
  start,
  due,
  reminders,
  repeat,
  priority,
  labels,
  people,
  groups,
}: Partial<Task>): Partial<TaskProjection> {
  // PostgreSQL takes not every text, and a calendar none that is no rule.
  const rule = repeat ? parseRule(repeat.rule) : null;
  return {
    ...(doneAt && { doneAt }),
    ...(start && { start }),
    ...(due && { due }),
    ...(due && reminders && reminders.length > 0 && { reminders }),
    ...(repeat && rule !== null && { repeat: { rule, afterDone: repeat.afterDone } }),
    ...(priority && { priority }),
    ...(labels && labels.length > 0 && { labels }),
    ...(people && people.length > 0 && { people }),
    ...(groups && groups.length > 0 && { groups }),
  };
}

/** A text block on one line. */
function lineOf(block: Node): string {
  return cut(inlineText(block).replace(/\s+/g, ' ').trim(), PROJECTION_LIMITS.line);
}

/** The beginning of a text, without half a character at its end. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
