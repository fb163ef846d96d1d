import { DECISION_RESULTS } from '@plenum/domain/documents/decision-results';
import { CALLOUT_KINDS } from '../schema/callout-kinds.ts';
import type { MarkJson, NodeJson } from '../schema/json.ts';

const PIECES = [
  ...'a b word 1 1. - * _ ** __ ~ ~~ ` `` ``` # > | \\ [ ] ( ) ]( ! ![ < <br> <b> & &amp; &#42; + = === --- . : ; " { }'.split(
    ' ',
  ),
  ...'@ $ % ^ / ? , http://x.y https://a.b/c_d*e www.a.de m@x.de [^1] |-| ä ß 漢 字 。 ش ع 😀 👨‍👩‍👧 𠀀 [x]'.split(
    ' ',
  ),
  ...['\u00a0', '\u200f', '[ ] ', '[a]: b', '</details>', '[TOC]', '[!NOTE]', ' ', ' ', ' ', '  ', '\t', "'"],
];
const HREFS = ['https://a.b/', '/x y', 'mailto:a@b.c', '#(f)', 'https://a.b/?a=[b](c)|d*_'];
const MARKS = ['bold', 'italic', 'strike', 'underline', 'code', 'link', 'formula', 'highlight'];
const NOTES = ['a', 'b', 'c'];
const FILE = '01a21938-ac32-76ad-892f-5f28dda6054a';

/** A document of hostile text in every kind of block; the same seed gives the same document. */
export function randomDocument(seed: number): NodeJson {
  return { type: 'doc', content: new Generator(seed).blocks(3) };
}

class Generator {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  blocks(depth: number): NodeJson[] {
    return this.#times(1 + this.#integer(4), () => this.#block(depth));
  }

  #block(depth: number): NodeJson {
    const kind = depth === 0 ? 0 : this.#integer(15);
    switch (kind) {
      case 1:
        return {
          type: 'heading',
          attrs: { level: 1 + this.#integer(4), minutes: this.#pick([null, 5, 600]) },
          content: this.#inline(),
        };
      case 2:
        return {
          type: 'codeBlock',
          content: [{ type: 'text', text: this.#times(3, () => this.#text()).join('\n') }],
        };
      case 3:
        return { type: 'horizontalRule' };
      case 4:
        return { type: 'blockquote', content: this.blocks(depth - 1) };
      case 5:
      case 6:
        return this.#list({ type: this.#pick(['bulletList', 'orderedList']), item: 'listItem', depth });
      case 7:
        return this.#list({ type: 'taskList', item: 'taskItem', depth });
      case 8:
        return this.#table();
      case 9:
        return {
          type: 'callout',
          attrs: { kind: this.#pick(CALLOUT_KINDS) },
          content: this.blocks(depth - 1),
        };
      case 10:
        return { type: 'details', content: this.blocks(depth - 1) };
      case 11:
        return {
          type: 'footnote',
          attrs: { noteId: this.#pick(NOTES) },
          content: this.#times(1 + this.#integer(2), () => this.#paragraph()),
        };
      case 12:
        return this.#pick([
          { type: 'tableOfContents' },
          { type: 'childPages', attrs: { levels: this.#pick([1, 2]) } },
          { type: 'transclusion', attrs: { documentId: FILE, blockId: this.#pick([null, 'b']) } },
          { type: 'attachment', attrs: { fileId: FILE, name: this.#text() } },
        ]);
      case 13:
        return {
          type: 'decision',
          attrs: {
            result: this.#pick(DECISION_RESULTS),
            yes: this.#pick([null, 0, 7]),
            no: this.#pick([null, 1]),
          },
          content: this.blocks(depth - 1),
        };
      default:
        return this.#paragraph();
    }
  }

  #list({ type, item, depth }: { type: string; item: string; depth: number }): NodeJson {
    const attrs = { start: this.#pick([1, 1, 0, 7]), checked: this.#chance(0.5) };
    const content = this.#times(1 + this.#integer(3), () => {
      const rest = this.#chance(0.4) ? this.blocks(depth - 1) : [];
      return { type: item, attrs, content: [this.#paragraph(), ...rest] };
    });
    return { type, attrs, content };
  }

  #table(): NodeJson {
    const columns = 1 + this.#integer(3);
    const row = (type: string): NodeJson => ({
      type: 'tableRow',
      content: this.#times(columns, () => ({ type, content: [this.#paragraph()] })),
    });
    return {
      type: 'table',
      content: [row('tableHeader'), ...this.#times(this.#integer(3), () => row('tableCell'))],
    };
  }

  #paragraph(): NodeJson {
    return { type: 'paragraph', content: this.#inline() };
  }

  #inline(): NodeJson[] {
    return this.#times(this.#integer(6), () => {
      if (this.#chance(0.08)) return { type: 'hardBreak' };
      if (this.#chance(0.05)) return { type: 'footnoteReference', attrs: { noteId: this.#pick(NOTES) } };
      if (this.#chance(0.05)) return { type: 'date', attrs: { date: '2026-12-01' }, marks: this.#marks() };
      if (this.#chance(0.05))
        return {
          type: 'documentLink',
          attrs: { documentId: this.#pick([FILE, FILE, null]), label: this.#text() },
          marks: this.#marks(),
        };
      if (this.#chance(0.05))
        return { type: 'mention', attrs: { label: this.#text() }, marks: this.#marks() };
      return { type: 'text', text: this.#text(), marks: this.#marks() };
    });
  }

  #marks(): MarkJson[] {
    return MARKS.filter(() => this.#chance(0.18)).map((type) =>
      type === 'link'
        ? { type, attrs: { href: this.#pick(HREFS), title: this.#pick([null, 't "q" \\ )']) } }
        : { type },
    );
  }

  #text(): string {
    return this.#times(1 + this.#integer(5), () => this.#pick(PIECES)).join('');
  }

  #times<T>(count: number, create: () => T): T[] {
    return Array.from({ length: count }, create);
  }

  #pick<T>(values: readonly T[]): T {
    const value = values[this.#integer(values.length)];
    if (value === undefined) throw new RangeError('Nothing to pick from.');
    return value;
  }

  #chance(probability: number): boolean {
    return this.#next() < probability;
  }

  #integer(bound: number): number {
    return Math.floor(this.#next() * bound);
  }

  /** A number from 0 to 1 (Numerical Recipes' 32-bit linear congruential generator, its high bits). */
  #next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return (this.#state >>> 8) / 2 ** 24;
  }
}
