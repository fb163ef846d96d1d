import type { Node } from '@tiptap/pm/model';
import type { BlockContent, DefinitionContent, Html, List, ListItem, PhrasingContent, Root } from 'mdast';
import { minutesText } from '../schema/agenda-item.ts';
import { outcomeOf } from '../schema/decision.ts';
import { decisionTitle } from '../schema/decision-words.ts';
import { footnoteNumbers } from '../schema/footnote.ts';
import { shownPath } from '../schema/shown-path.ts';
import { childPagesMarker } from './block-markers.ts';
import { isWithoutTags } from './details-rule.ts';
import { filePhrasing, NoteLabels, phrasingFrom } from './phrasing.ts';
import { tableFrom } from './table.ts';
import { writeMarkdown } from './writer.ts';

type Block = BlockContent | DefinitionContent;

/** A document's Markdown tree (https://github.com/syntax-tree/mdast). Empty paragraphs have no Markdown. */
export function mdastFromDocument(doc: Node): Root {
  return { type: 'root', children: blocksFrom(doc, new NoteLabels(footnoteNumbers(doc))) };
}

function blocksFrom(parent: Node, labels: NoteLabels): Block[] {
  return parent.children.flatMap((node) => blockFrom(node, labels));
}

function blockFrom(node: Node, labels: NoteLabels): Block[] {
  switch (node.type.name) {
    case 'paragraph': {
      const children = withoutOuterBreaks(phrasingFrom(node, labels));
      return children.length === 0 ? [] : [{ type: 'paragraph', children }];
    }
    case 'heading': {
      const children = withoutOuterBreaks(phrasingFrom(node, labels));
      const minutes = minutesText(node.attrs.minutes);
      if (minutes !== '')
        children.push({ type: 'text', value: children.length === 0 ? minutes.trim() : minutes });
      return [{ type: 'heading', depth: node.attrs.level, children }];
    }
    case 'blockquote':
      return [{ type: 'blockquote', children: blocksFrom(node, labels) }];
    case 'callout': {
      const marker = html(`[!${node.attrs.kind.toUpperCase()}]`);
      return [{ type: 'blockquote', children: [marker, ...blocksFrom(node, labels)] }];
    }
    case 'decision': {
      const title = html(`**${decisionTitle(outcomeOf(node))}**`);
      return [{ type: 'blockquote', children: [title, ...blocksFrom(node, labels)] }];
    }
    case 'details':
      return detailsFrom(node, labels);
    case 'codeBlock':
      return [{ type: 'code', lang: node.attrs.language, value: node.textContent }];
    case 'horizontalRule':
      return [{ type: 'thematicBreak' }];
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return [listFrom(node, labels)];
    case 'table':
      return [tableFrom(node, labels)];
    case 'footnote': {
      const label = labels.ofNote(node);
      return [{ type: 'footnoteDefinition', identifier: label, label, children: blocksFrom(node, labels) }];
    }
    case 'tableOfContents':
      return [html('[TOC]')];
    case 'childPages':
      return [html(childPagesMarker(node.attrs.levels))];
    case 'transclusion':
      return shownFrom(node);
    case 'image':
    case 'attachment':
      return [{ type: 'paragraph', children: [filePhrasing(node)] }];
    default:
      return [];
  }
}

/** A picture with a name in brackets, as other programs write what is shown within a page; which title it has is not known here. */
function shownFrom({ attrs: { documentId, blockId } }: Node): Block[] {
  return documentId ? [html(`![[]](${shownPath({ documentId, blockId })})`)] : [];
}

/** What is written as it is. */
function html(value: string): Html {
  return { type: 'html', value };
}

/**
 * As `readDetails` reads it: a first block that is no line of text stays below an empty summary. Around code with such tags there are none.
 */
function detailsFrom(node: Node, labels: NoteLabels): Block[] {
  if (!isWithoutTags(codeOf(node))) return blocksFrom(node, labels);
  const [first, ...rest] = node.children;
  const isLine = first?.type.name === 'paragraph';
  const children = isLine ? phrasingFrom(first, labels, { isOneLine: true }) : [];
  const summary = writeMarkdown({ type: 'root', children: [{ type: 'paragraph', children }] }).trim();
  const below = (isLine || !first ? rest : [first, ...rest]).flatMap((child) => blockFrom(child, labels));
  return [html(`<details>\n<summary>${summary}</summary>`), ...below, html('</details>')];
}

function codeOf(node: Node): string {
  const lines: string[] = [];
  node.descendants((child) => {
    if (child.type.spec.code) lines.push(child.textContent);
  });
  return lines.join('\n');
}

/** At the end of a block a break would be read as a backslash; there and at the start it shows nothing anyway. */
function withoutOuterBreaks(children: PhrasingContent[]): PhrasingContent[] {
  const isContent = (child: PhrasingContent): boolean => child.type !== 'break';
  return children.slice(Math.max(0, children.findIndex(isContent)), children.findLastIndex(isContent) + 1);
}

function listFrom(list: Node, labels: NoteLabels): List {
  const children = list.children.map((item) => itemFrom(item, labels));
  return {
    type: 'list',
    ordered: list.type.name === 'orderedList',
    start: list.type.name === 'orderedList' ? list.attrs.start : null,
    spread: children.some((item) => item.spread),
    children,
  };
}

function itemFrom(item: Node, labels: NoteLabels): ListItem {
  const isTask = item.type.name === 'taskItem';
  const blocks = blocksFrom(item, labels);
  if (isTask && blocks[0]?.type !== 'paragraph') blocks.unshift({ type: 'paragraph', children: [] });
  return {
    type: 'listItem',
    checked: isTask ? item.attrs.checked : null,
    spread: !blocks.slice(1).every(mayInterruptParagraph),
    children: blocks,
  };
}

/** Only lists that begin with 1 and with text are read as lists right below a line of text (CommonMark 0.31 §5.3). */
function mayInterruptParagraph(block: Block): boolean {
  if (block.type !== 'list' || (block.start ?? 1) !== 1) return false;
  const [first] = block.children;
  return first?.children[0]?.type === 'paragraph' && first.children[0].children.length > 0;
}
