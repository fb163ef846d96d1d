import type { Node } from '@tiptap/pm/model';
import { BLOCKS_IN_BOX, BOXED_FROM } from '../schema/boxes.ts';
import { headingsOf, MAX_TABLES_OF_CONTENTS } from '../schema/contents.ts';
import { decisionData, outcomeOf } from '../schema/decision.ts';
import { decisionTitle } from '../schema/decision-words.ts';
import { footnoteNumbers } from '../schema/footnote.ts';
import { DIAGRAM_LANGUAGE, FORMULA_LANGUAGE } from '../schema/formula.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { containerDirection } from './direction.ts';
import { inlineHtml, leafHtml } from './inline.ts';
import { element, escapeHtml, openTag } from './markup.ts';
import { ENGLISH, type HtmlOptions } from './options.ts';
import { placeOfChildren, placeOfPage } from './shown-pages.ts';
import { tableHtml } from './table.ts';

/** The `id` of a heading's element in the HTML; prefixed, so that no document can take the id of a part of the page. */
export function headingAnchor(blockId: string): string {
  return `block-${blockId}`;
}

/**
 * A document as HTML for reading, safe to put into a page with a strict content security policy: no scripts, no `style`
 * attributes, only vetted links, everything else escaped. For style sheets: `ul.task-list > li.task-item[data-checked]`,
 * `div.table-wrapper`, `[data-align]`, `code.language-…`, `[data-colour]`, `div.callout[data-kind]`, `div.decision[data-result]`, `[data-minutes]`, `details`,
 * `sup.footnote-reference`, `div.footnote`, `nav.contents`, `figure.picture`, `a.attachment`, `div.formula`,
 * `figure.diagram`, `div.shown-page`, `nav.child-pages`. Never throws, see {@link safeDocument}.
 */
export function htmlFromJson(json: unknown, options: HtmlOptions = {}): string {
  const doc = safeDocument(json);
  return new HtmlWriter(doc, options).document();
}

/** The same in parts: what stands between the document's horizontal rules, which part nothing within a block. */
export function partsFromJson(json: unknown, options: HtmlOptions = {}): string[] {
  const doc = safeDocument(json);
  return new HtmlWriter(doc, options).parts(doc);
}

class HtmlWriter {
  readonly #doc: Node;
  readonly #options: HtmlOptions;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #anchors = new Set<string>();
  #tablesOfContents = 0;
  readonly #special = {
    leaf: (node: Node): string => {
      return node.type.name === 'footnoteReference' ? this.#reference(node) : leafHtml(node, this.#words);
    },
    formula: (tex: string): string => this.#formula(tex, false),
  };

  constructor(doc: Node, options: HtmlOptions) {
    this.#doc = doc;
    this.#options = options;
    this.#numbers = footnoteNumbers(doc);
  }

  get #words() {
    return this.#options.words ?? ENGLISH;
  }

  get #page() {
    return this.#options.page ?? '';
  }

  document(): string {
    const { boxes: mayBeBoxed, first } = this.#options;
    const { children } = this.#doc;
    if (!mayBeBoxed || (first === undefined && children.length < BOXED_FROM)) return this.blocks(this.#doc);
    const end = first ?? children.length;
    const boxes: string[] = [];
    for (let at = 0; at < end; at += BLOCKS_IN_BOX) {
      const blocks = children.slice(at, Math.min(at + BLOCKS_IN_BOX, end)).map((child) => this.#block(child));
      boxes.push(element('div', { class: 'box' }, blocks.join('')));
    }
    return boxes.join('');
  }

  blocks(parent: Node): string {
    return parent.children.map((child) => this.#block(child)).join('');
  }

  parts(parent: Node): string[] {
    const parts = [''];
    for (const child of parent.children) {
      if (child.type.name === 'horizontalRule') parts.push('');
      else parts.push(`${parts.pop() ?? ''}${this.#block(child)}`);
    }
    return parts;
  }

  #block(node: Node): string {
    switch (node.type.name) {
      case 'paragraph':
        return this.#line('p', node);
      case 'heading': {
        const attributes = {
          id: this.#anchor(headingAnchor, node.attrs.id),
          ...styleOf(node),
          'data-minutes': node.attrs.minutes,
        };
        return element(`h${node.attrs.level}`, attributes, this.#inline(node));
      }
      case 'blockquote':
        return element('blockquote', { dir: containerDirection(node) }, this.blocks(node));
      case 'callout':
        return this.#callout(node);
      case 'decision':
        return this.#decision(node);
      case 'details':
        return this.#details(node);
      case 'codeBlock':
        return this.#code(node);
      case 'horizontalRule':
        return '<hr>';
      case 'bulletList':
        return element('ul', { dir: containerDirection(node) }, this.blocks(node));
      case 'orderedList': {
        const { start, type } = node.attrs;
        const attributes = { start: start === 1 ? null : start, type, dir: containerDirection(node) };
        return element('ol', attributes, this.blocks(node));
      }
      case 'listItem':
        return element('li', {}, this.blocks(node));
      case 'taskList':
        return element(
          'ul',
          { class: 'task-list', role: 'list', dir: containerDirection(node) },
          this.blocks(node),
        );
      case 'taskItem':
        return this.#taskItem(node);
      case 'table':
        return tableHtml(node, {
          blocks: (cell) => this.blocks(cell),
          inline: (block) => this.#inline(block),
        });
      case 'footnote':
        return this.#footnote(node);
      case 'tableOfContents':
        return this.#contents();
      case 'transclusion':
        return placeOfPage(node.attrs, this.#words);
      case 'childPages':
        return placeOfChildren(node.attrs.levels);
      case 'image':
        return this.#picture(node);
      case 'attachment':
        return this.#attachment(node);
      default:
        return '';
    }
  }

  #inline(block: Node): string {
    return inlineHtml(block, this.#special);
  }

  /** A block's inline content in an element that finds its own direction; empty blocks keep their line. */
  #line(name: string, block: Node): string {
    return element(name, styleOf(block), this.#inline(block) || '<br>');
  }

  #taskItem(item: Node): string {
    const [line, ...rest] = item.children.map((child, index) =>
      index === 0 ? this.#line('span', child) : this.#block(child),
    );
    const checked = item.attrs.checked === true;
    const box = `<input type="checkbox" disabled${checked ? ' checked' : ''}>`;
    const label = element('label', {}, `${box} ${line ?? ''}`);
    return element('li', { class: 'task-item', 'data-checked': String(checked) }, label + rest.join(''));
  }

  #callout(node: Node): string {
    const { kind } = node.attrs;
    const title = element('p', { class: 'callout-title' }, escapeHtml(this.#words.callout(kind)));
    const attributes = { class: 'callout', 'data-kind': kind, role: 'note', dir: containerDirection(node) };
    return element('div', attributes, title + this.blocks(node));
  }

  #decision(node: Node): string {
    const outcome = outcomeOf(node);
    const title = escapeHtml(decisionTitle(outcome, this.#words.decisions));
    const attributes = {
      id: this.#anchor(headingAnchor, node.attrs.id),
      class: 'decision',
      ...decisionData(outcome),
      role: 'note',
      dir: containerDirection(node),
    };
    return element('div', attributes, element('p', { class: 'decision-title' }, title) + this.blocks(node));
  }

  #details(node: Node): string {
    const [first, ...rest] = node.children;
    const line = first?.isTextblock ? this.#line('span', first) : '…';
    const below = first && !first.isTextblock ? [first, ...rest] : rest;
    const content = below.map((child) => this.#block(child)).join('');
    return element(
      'details',
      { dir: containerDirection(node) },
      element('summary', {}, line) + element('div', {}, content),
    );
  }

  #code(node: Node): string {
    const language: unknown = node.attrs.language;
    const text = node.textContent;
    if (language === FORMULA_LANGUAGE) return this.#formula(text, true);
    const name = typeof language === 'string' ? language : null;
    const coloured = name !== null ? this.#options.codeHtml?.(text, name) : null;
    const code = element(
      'pre',
      { dir: 'ltr', tabindex: 0 },
      element('code', { class: name && `language-${name}` }, coloured ?? escapeHtml(text)),
    );
    const url = language === DIAGRAM_LANGUAGE ? this.#options.diagramUrl?.(text) : null;
    if (!url) return code;
    const title = this.#words.diagram;
    const frame = { src: url, title, sandbox: 'allow-scripts', loading: 'lazy', class: 'needs-scripting' };
    const source = element('details', {}, element('summary', {}, escapeHtml(title)) + code);
    return element('figure', { class: 'diagram' }, element('iframe', frame, '') + source);
  }

  #formula(tex: string, isBlock: boolean): string {
    const html = this.#options.formulaHtml?.(tex, isBlock);
    if (html) return element(isBlock ? 'div' : 'span', { class: 'formula', dir: 'ltr' }, html);
    const source = element(
      'code',
      { class: isBlock ? 'language-math' : 'formula', dir: 'ltr' },
      escapeHtml(tex),
    );
    return isBlock ? element('pre', { dir: 'ltr', tabindex: 0 }, source) : source;
  }

  /** The first reference to a note is where its way back leads. */
  #reference({ attrs: { noteId } }: Node): string {
    const number = this.#numbers.get(noteId);
    if (number === undefined) return '<sup class="footnote-reference">?</sup>';
    const link = {
      id: this.#anchor((id) => `note-from-${id}`, noteId),
      href: `${this.#page}#note-${noteId}`,
      'aria-label': this.#words.footnote(number),
    };
    return element('sup', { class: 'footnote-reference' }, element('a', link, String(number)));
  }

  #footnote(node: Node): string {
    const { noteId } = node.attrs;
    const number = this.#numbers.get(noteId);
    const id = number === undefined ? null : this.#anchor((note) => `note-${note}`, noteId);
    if (number === undefined || (id === null && this.#options.page === undefined))
      return element('div', { class: 'footnote', role: 'note' }, this.blocks(node));
    // Whoever says what they see has to find it by its name (WCAG 2.5.3).
    const back = {
      href: `${this.#page}#note-from-${noteId}`,
      'aria-label': `${this.#words.backToText}: ${number}`,
    };
    const mark = element('span', { class: 'footnote-number' }, element('a', back, String(number)));
    return element(
      'div',
      { id, class: 'footnote', role: 'note' },
      mark + element('div', {}, this.blocks(node)),
    );
  }

  #contents(): string {
    this.#tablesOfContents += 1;
    const headings = this.#tablesOfContents > MAX_TABLES_OF_CONTENTS ? [] : headingsOf(this.#doc);
    const items = headings.map(({ node }) => {
      const link = element(
        'a',
        { href: `${this.#page}#${headingAnchor(node.attrs.id)}` },
        escapeHtml(node.textContent),
      );
      return element('li', { 'data-level': node.attrs.level, dir: 'auto' }, link);
    });
    const list = items.length === 0 ? '' : element('ol', { role: 'list' }, items.join(''));
    // One landmark of a name is enough, and what is shown within another page is no part of its own.
    const role = this.#tablesOfContents > 1 || this.#options.page !== undefined ? 'group' : null;
    return element('nav', { class: 'contents', role, 'aria-label': this.#words.contents }, list);
  }

  #picture({ attrs: { fileId, alt, width, height } }: Node): string {
    const src = typeof fileId === 'string' ? this.#options.fileUrl?.(fileId) : null;
    const shown = src
      ? openTag('img', { src, alt, width, height, loading: 'lazy', decoding: 'async' })
      : escapeHtml(alt || this.#words.missingFile);
    return element('figure', { class: 'picture' }, shown);
  }

  #attachment({ attrs: { fileId, name, size } }: Node): string {
    const href = typeof fileId === 'string' ? this.#options.fileUrl?.(fileId) : null;
    const title = element('bdi', {}, escapeHtml(name));
    if (!href)
      return element('p', { class: 'attachment' }, `${title} – ${escapeHtml(this.#words.missingFile)}`);
    return element(
      'p',
      {},
      element('a', { href, class: 'attachment', download: name, 'data-size': size }, title),
    );
  }

  /** Null for an id that is repeated: one names one element of the page. */
  #anchor(nameOf: (id: string) => string, id: unknown): string | null {
    if (this.#options.page !== undefined) return null;
    if (typeof id !== 'string' || this.#anchors.has(nameOf(id))) return null;
    this.#anchors.add(nameOf(id));
    return nameOf(id);
  }
}

function styleOf(block: Node): { dir: string; 'data-align': string | null } {
  const { dir, align } = block.attrs;
  return { dir: dir ?? 'auto', 'data-align': align ?? null };
}
