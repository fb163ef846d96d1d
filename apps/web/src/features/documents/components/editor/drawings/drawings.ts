import { diagramUrl } from '@plenum/editor/drawing/diagram-url';
import { DIAGRAM_LANGUAGE, FORMULA_LANGUAGE } from '@plenum/editor/schema/formula';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { changedRange } from '../changed-range.ts';
import { type Marks, mappingOf } from '../late-marks.ts';
import { diagramElement, formulaElement } from './elements.ts';
import type { ToolBox } from './tools.ts';

/** What a decoration is, where it has to be found again. */
interface Spec {
  /** The note that a reference or a note itself is about. */
  noteId?: string;
  isReference?: boolean;
}

/**
 * What is drawn beside the text of a document: formulas, diagrams, the colours of code, the numbers of notes. Only what has changed is
 * looked at again.
 */
export class Drawings implements Marks {
  readonly decorations: DecorationSet;
  /** Where notes are and what refers to them. */
  readonly #notes: DecorationSet;
  readonly #box: ToolBox;
  readonly #words: DrawingWords;

  private constructor(drawn: DecorationSet, notes: DecorationSet, context: DrawingContext, doc: Node) {
    this.#notes = notes;
    this.#box = context.box;
    this.#words = context.words;
    this.decorations = drawn.add(doc, numbersOf(notes));
  }

  static of(doc: Node, context: DrawingContext): Drawings {
    const found = find(doc, { from: 0, to: doc.content.size }, context);
    return new Drawings(
      DecorationSet.create(doc, found.drawn),
      DecorationSet.create(doc, found.notes),
      context,
      doc,
    );
  }

  follow(tr: Transaction, before: Node): Drawings {
    if (!tr.docChanged) return this;
    const { doc } = tr;
    const context = { box: this.#box, words: this.#words };
    const range = changedBlocks(before, doc);
    const mapping = mappingOf(tr, before);
    const [drawn, notes] = [this.decorations, this.#notes].map((set) => {
      const mapped = set.map(mapping, doc);
      const numbers = mapped.find(undefined, undefined, (spec) => spec.isNumber === true);
      const within = range ? mapped.find(range.from, range.to).filter((one) => isOf(one, range)) : [];
      return mapped.remove([...numbers, ...within]);
    });
    const found = range ? find(doc, range, context) : nothingFound();
    const empty = DecorationSet.empty;
    return new Drawings(
      (drawn ?? empty).add(doc, found.drawn),
      (notes ?? empty).add(doc, found.notes),
      context,
      doc,
    );
  }
}

/** How drawings are named to whoever does not see them. */
export interface DrawingWords {
  diagram: string;
}

interface DrawingContext {
  box: ToolBox;
  words: DrawingWords;
}

/** From the first block that differs to the last; null where none does. */
function changedBlocks(before: Node, doc: Node): { from: number; to: number } | null {
  const changed = changedRange(before, doc);
  if (!changed) return null;
  const [first, last] = [doc.resolve(changed.from), doc.resolve(changed.after)];
  return {
    from: first.depth > 0 ? first.before(1) : changed.from,
    to: last.depth > 0 ? last.after(1) : changed.after,
  };
}

/** Whether a decoration is of the blocks in a range: one that only touches it is of those beside, but for what is drawn behind the last. */
function isOf({ from, to }: Decoration, range: { from: number; to: number }): boolean {
  return (from < range.to && to > range.from) || (from === to && from === range.to && from > range.from);
}

interface Found {
  drawn: Decoration[];
  notes: Decoration[];
  /** What is still drawn of what is looked through at once. */
  left: Record<keyof typeof LIMITS, number>;
}

/** How much is drawn at once, formulas and code in characters, diagrams by their number; what is beyond stays as its source. */
const LIMITS = { formulas: 50_000, code: 64_000, diagrams: 50 };

function nothingFound(): Found {
  return { drawn: [], notes: [], left: { ...LIMITS } };
}

/** Takes what is to be drawn off what is left; false where that is not enough. */
function spend({ left }: Found, kind: keyof typeof LIMITS, amount: number): boolean {
  left[kind] -= amount;
  return left[kind] >= 0;
}

function find(doc: Node, { from, to }: { from: number; to: number }, context: DrawingContext): Found {
  const found = nothingFound();
  doc.nodesBetween(from, to, (node, at) => {
    const { noteId, language } = node.attrs;
    if (typeof noteId === 'string') {
      const isReference = node.type.name === 'footnoteReference';
      found.notes.push(Decoration.node(at, at + node.nodeSize, {}, { noteId, isReference } satisfies Spec));
    }
    if (node.isText && node.marks.some(({ type }) => type.name === 'formula')) {
      const tex = node.text ?? '';
      if (spend(found, 'formulas', tex.length)) found.drawn.push(...formulaInLine(tex, at, context.box));
    }
    if (node.type.spec.code && typeof language === 'string' && spend(found, ...costOf(node))) {
      found.drawn.push(...codeBlock(node, { at, language }, context));
    }
  });
  return found;
}

/** What drawing a block of code costs. */
function costOf({ attrs: { language }, content: { size } }: Node): [keyof typeof LIMITS, number] {
  if (language === DIAGRAM_LANGUAGE) return ['diagrams', 1];
  return [language === FORMULA_LANGUAGE ? 'formulas' : 'code', size];
}

function formulaInLine(tex: string, at: number, box: ToolBox): Decoration[] {
  const { formulaHtml } = box.tools;
  if (!formulaHtml) {
    box.need('formulaHtml');
    return [];
  }
  const html = formulaHtml(tex, false);
  if (html === null) return [];
  const drawing = () => formulaElement(html, 'span');
  return [
    Decoration.widget(at, drawing, { key: `formula ${tex}`, side: -1, ignoreSelection: true }),
    Decoration.inline(at, at + tex.length, { class: 'formula-source' }),
  ];
}

function codeBlock(
  node: Node,
  { at, language }: { at: number; language: string },
  { box, words }: DrawingContext,
): Decoration[] {
  const code = node.textContent;
  const end = at + node.nodeSize;
  const drawn = (element: () => HTMLElement, key: string): Decoration[] => [
    Decoration.node(at, end, { class: 'drawn-source' }),
    Decoration.widget(end, element, { key, side: -1, ignoreSelection: true }),
  ];
  if (language === FORMULA_LANGUAGE) {
    const { formulaHtml } = box.tools;
    if (!formulaHtml) box.need('formulaHtml');
    const html = formulaHtml?.(code, true) ?? null;
    return html === null ? [] : drawn(() => formulaElement(html, 'div'), `formula ${code}`);
  }
  if (language === DIAGRAM_LANGUAGE) {
    const url = diagramUrl(code);
    return url === null ? [] : drawn(() => diagramElement(url, words.diagram), `diagram ${code}`);
  }
  const { codePieces } = box.tools;
  if (!codePieces) {
    box.need('codePieces');
    return [];
  }
  let from = at + 1;
  return (codePieces(code, language) ?? []).flatMap(({ text, classes }) => {
    const start = from;
    from += text.length;
    return classes.length === 0 ? [] : [Decoration.inline(start, from, { class: classes.join(' ') })];
  });
}

/** The number of each note and reference, as `footnoteNumbers` counts; a reference without its note has a question mark. */
function numbersOf(notes: DecorationSet): Decoration[] {
  const all = notes
    .find()
    .map(({ from, to, spec }): { from: number; to: number; spec: Spec } => ({ from, to, spec }));
  const there = new Set(all.filter(({ spec }) => !spec.isReference).map(({ spec }) => spec.noteId));
  const numbers = new Map<string | undefined, number>();
  const references = all.filter(({ spec }) => spec.isReference).sort((a, b) => a.from - b.from);
  for (const { spec } of references) {
    if (there.has(spec.noteId) && !numbers.has(spec.noteId)) numbers.set(spec.noteId, numbers.size + 1);
  }
  return all.map(({ from, to, spec }) => {
    const number = String(numbers.get(spec.noteId) ?? (spec.isReference ? '?' : '–'));
    return Decoration.node(from, to, { 'data-number': number }, { isNumber: true });
  });
}
