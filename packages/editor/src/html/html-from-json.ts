import type { Node } from '@tiptap/pm/model';
import { safeDocument } from '../schema/safe-document.ts';
import { containerDirection } from './direction.ts';
import { inlineElement, inlineHtml } from './inline.ts';
import { element, escapeHtml } from './markup.ts';
import { tableHtml } from './table.ts';

/** The `id` of a heading's element in the HTML; prefixed, so that no document can take the id of a part of the page. */
export function headingAnchor(blockId: string): string {
  return `block-${blockId}`;
}

/**
 * A document as HTML for reading, safe to put into a page with a strict content security policy: no scripts, no `style`
 * attributes, only vetted links, everything else escaped. For style sheets: `ul.task-list > li.task-item[data-checked]`,
 * `div.table-wrapper`, `[data-align]`, `code.language-…`. Never throws, see {@link safeDocument}.
 */
export function htmlFromJson(json: unknown): string {
  return new HtmlWriter().blocks(safeDocument(json));
}

class HtmlWriter {
  readonly #anchors = new Set<string>();

  blocks(parent: Node): string {
    return parent.children.map((child) => this.#block(child)).join('');
  }

  #block(node: Node): string {
    switch (node.type.name) {
      case 'paragraph':
        return inlineElement('p', node);
      case 'heading':
        return element(`h${node.attrs.level}`, { id: this.#anchor(node), dir: 'auto' }, inlineHtml(node));
      case 'blockquote':
        return element('blockquote', { dir: containerDirection(node) }, this.blocks(node));
      case 'codeBlock':
        return codeBlockHtml(node);
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
        return tableHtml(node, (cell) => this.blocks(cell));
      default:
        return '';
    }
  }

  #taskItem(item: Node): string {
    const [line, ...rest] = item.children.map((child, index) =>
      index === 0 ? inlineElement('span', child) : this.#block(child),
    );
    const checked = item.attrs.checked === true;
    const box = `<input type="checkbox" disabled${checked ? ' checked' : ''}>`;
    const label = element('label', {}, `${box} ${line ?? ''}`);
    return element('li', { class: 'task-item', 'data-checked': String(checked) }, label + rest.join(''));
  }

  /** Null for a repeated id: an id names one element of the page. */
  #anchor(heading: Node): string | null {
    const id: unknown = heading.attrs.id;
    if (typeof id !== 'string' || this.#anchors.has(id)) return null;
    this.#anchors.add(id);
    return headingAnchor(id);
  }
}

function codeBlockHtml(node: Node): string {
  const language: unknown = node.attrs.language;
  const attributes = { class: typeof language === 'string' ? `language-${language}` : null };
  return element(
    'pre',
    { dir: 'ltr', tabindex: 0 },
    element('code', attributes, escapeHtml(node.textContent)),
  );
}
