import type { Token } from 'markdown-it';
import { MAX_HEADING_LEVEL } from '../schema/attributes.ts';
import type { NodeJson } from '../schema/json.ts';
import { inlineFromTokens } from './inline-from-tokens.ts';

type Container = NodeJson & { content: NodeJson[] };

/** The blocks of a parsed Markdown text; {@link safeDocument} gives them the paragraphs that the schema wants. */
export function documentFromTokens(tokens: readonly Token[]): NodeJson {
  const root: Container = { type: 'doc', content: [] };
  const open: Container[] = [root];
  for (const token of tokens) {
    const parent = open.at(-1) ?? root;
    const container = containerFrom(token);
    if (container !== null) {
      open.push(container);
    } else if (token.nesting === -1 && open.length > 1 && !isSection(token)) {
      open.pop();
      append(open.at(-1) ?? root, token.type === 'bullet_list_close' ? splitByTasks(parent) : [parent]);
    } else {
      append(parent, leavesFrom(token, parent));
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

function containerFrom(token: Token): Container | null {
  const create = (type: string, attrs: Record<string, unknown> = {}): Container => ({
    type,
    attrs,
    content: [],
  });
  switch (token.type) {
    case 'paragraph_open':
      return create('paragraph');
    case 'heading_open':
      return create('heading', { level: Math.min(Number(token.tag.slice(1)), MAX_HEADING_LEVEL) });
    case 'blockquote_open':
      return create('blockquote');
    case 'bullet_list_open':
      return create('bulletList');
    case 'ordered_list_open':
      return create('orderedList', { start: token.attrGet('start') ?? 1 });
    case 'list_item_open':
      return token.meta === null ? create('listItem') : create('taskItem', { checked: token.meta.checked });
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

function leavesFrom(token: Token, parent: Container): NodeJson[] {
  switch (token.type) {
    case 'inline': {
      const content = inlineFromTokens(token.children ?? []);
      return parent.type.startsWith('table') ? [{ type: 'paragraph', content }] : content;
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
