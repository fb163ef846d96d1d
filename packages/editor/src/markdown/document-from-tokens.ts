import type { Token } from 'markdown-it';
import { MAX_HEADING_LEVEL } from '../schema/attributes.ts';
import { fileAt } from '../schema/file-path.ts';
import type { NodeJson } from '../schema/json.ts';
import { markerOf } from './block-markers.ts';
import { inlineFromTokens, NoteIds, noteLabel } from './inline-from-tokens.ts';

type Container = NodeJson & { content: NodeJson[] };

/** The blocks of a parsed Markdown text; {@link safeDocument} gives them the paragraphs that the schema wants. */
export function documentFromTokens(tokens: readonly Token[]): NodeJson {
  const root: Container = { type: 'doc', content: [] };
  const open: Container[] = [root];
  const notes = new NoteIds();
  for (const token of tokens) {
    const parent = open.at(-1) ?? root;
    const container = containerFrom(token, notes);
    if (container !== null) {
      open.push(container);
    } else if (token.nesting === -1 && open.length > 1 && !isSection(token)) {
      open.pop();
      append(open.at(-1) ?? root, closed(token, parent));
    } else {
      append(parent, leavesFrom(token, { parent, notes }));
    }
  }
  return root;
}

function append(parent: Container, children: readonly NodeJson[]): void {
  for (const child of children) parent.content.push(child);
}

function isSection(token: Token): boolean {
  return token.tag === 'thead' || token.tag === 'tbody';
}

/** What a closed container is in a document. */
function closed(token: Token, container: Container): NodeJson[] {
  if (token.type === 'bullet_list_close') return splitByTasks(container);
  if (container.type === 'paragraph') return splitAtFiles(container.content);
  return [container];
}

function containerFrom(token: Token, notes: NoteIds): Container | null {
  const create = (type: string, attrs: Record<string, unknown> = {}): Container => ({
    type,
    attrs,
    content: [],
  });
  switch (token.type) {
    case 'paragraph_open': {
      const { isContents, childLevels, shown } = markerOf(token);
      if (shown) return create('transclusion', { ...shown });
      if (childLevels !== undefined) return create('childPages', { levels: childLevels });
      return create(isContents ? 'tableOfContents' : 'paragraph');
    }
    case 'heading_open':
      return create('heading', {
        level: Math.min(Number(token.tag.slice(1)), MAX_HEADING_LEVEL),
        minutes: markerOf(token).minutes ?? null,
      });
    case 'blockquote_open': {
      const { callout: kind, decision } = markerOf(token);
      if (decision) return create('decision', { ...decision });
      return kind ? create('callout', { kind }) : create('blockquote');
    }
    case 'details_open':
      return create('details');
    case 'footnote_reference_open':
      return create('footnote', { noteId: notes.defined(noteLabel(token)) });
    case 'bullet_list_open':
      return create('bulletList');
    case 'ordered_list_open':
      return create('orderedList', { start: token.attrGet('start') ?? 1 });
    case 'list_item_open': {
      const { task } = markerOf(token);
      return task ? create('taskItem', { ...task }) : create('listItem');
    }
    case 'table_open':
      return create('table');
    case 'tr_open':
      return create('tableRow');
    case 'th_open':
      return create('tableHeader', { align: alignment(token) });
    case 'td_open':
      return create('tableCell', { align: alignment(token) });
    default:
      return null;
  }
}

function alignment(cell: Token): string | null {
  return /^text-align:(\w+)$/.exec(String(cell.attrGet('style')))?.[1] ?? null;
}

function leavesFrom(token: Token, { parent, notes }: { parent: Container; notes: NoteIds }): NodeJson[] {
  switch (token.type) {
    case 'inline': {
      const content = inlineFromTokens(token.children ?? [], {
        notes,
        takesFiles: parent.type !== 'heading',
      });
      return parent.type.startsWith('table') ? splitAtFiles(content) : content;
    }
    case 'fence':
    case 'code_block':
      return [codeBlock(token)];
    case 'hr':
      return [{ type: 'horizontalRule' }];
    default:
      return [];
  }
}

function codeBlock(token: Token): NodeJson {
  const [language = ''] = token.info.trim().split(/\s+/);
  const text = token.content.replace(/\n$/, '');
  return { type: 'codeBlock', attrs: { language }, content: text === '' ? [] : [{ type: 'text', text }] };
}

/** Markdown mixes tasks and plain items in one list; here every run of a kind is a list. */
function splitByTasks(list: Container): NodeJson[] {
  const lists: Container[] = [];
  for (const item of list.content) {
    const type = item.type === 'taskItem' ? 'taskList' : 'bulletList';
    const last = lists.at(-1);
    if (last?.type === type) last.content.push(item);
    else lists.push({ type, content: [item] });
  }
  return lists;
}

/** The paragraph of some content; pictures in it are blocks of their own, and so is a link to a file that is all there is. */
function splitAtFiles(content: readonly NodeJson[]): NodeJson[] {
  const [only] = content;
  const link = content.length === 1 ? only?.marks?.find(({ type }) => type === 'link') : undefined;
  const fileId = fileAt(link?.attrs?.href);
  if (fileId !== null) return [{ type: 'attachment', attrs: { fileId, name: only?.text } }];
  const blocks: NodeJson[] = [];
  for (const node of content) {
    const last = blocks.at(-1);
    if (node.type === 'image') blocks.push(node);
    else if (last?.content) last.content.push(node);
    else blocks.push({ type: 'paragraph', content: [node] });
  }
  return blocks.length === 0 ? [{ type: 'paragraph', content: [] }] : blocks;
}
