import type { Token } from 'markdown-it';
import { newBlockId } from '../schema/block-id.ts';
import { fileAt } from '../schema/file-path.ts';
import { safeHref } from '../schema/href.ts';
import type { MarkJson, NodeJson } from '../schema/json.ts';

const MARKS: Readonly<Record<string, string>> = { strong: 'bold', em: 'italic', s: 'strike' };

/** The ids that notes get for the labels by which a Markdown text names them. */
export class NoteIds {
  readonly #ids = new Map<string, string>();
  readonly #defined = new Set<string>();

  idOf(label: string): string {
    const id = this.#ids.get(label) ?? newBlockId();
    this.#ids.set(label, id);
    return id;
  }

  /** For the note itself: of several with one label the first is meant. */
  defined(label: string): string {
    if (this.#defined.has(label)) return newBlockId();
    this.#defined.add(label);
    return this.idOf(label);
  }
}

/** What a Markdown text calls a note, from a token about one. */
export function noteLabel({ meta }: Token): string {
  return String(meta?.label);
}

/**
 * The inline content of a parsed block, with an `image` for each picture that is a file of this instance where the block takes them. Any other
 * becomes a link to it with its description as the text.
 */
export function inlineFromTokens(
  tokens: readonly Token[],
  { notes, takesFiles }: { notes: NoteIds; takesFiles: boolean },
): NodeJson[] {
  const nodes: NodeJson[] = [];
  const open: MarkJson[] = [];
  const addText = (text: string, extra: MarkJson | null = null): void => {
    if (text !== '') nodes.push({ type: 'text', text, marks: extra === null ? [...open] : [...open, extra] });
  };
  const isLinked = (): boolean => open.some((mark) => mark.type === 'link');
  for (const token of tokens) {
    if (token.nesting === 1) open.push(markFrom(token));
    else if (token.nesting === -1) open.pop();
    else if (token.type === 'softbreak') addText(' ');
    else if (token.type === 'hardbreak') nodes.push({ type: 'hardBreak', marks: [...open] });
    else if (token.type === 'code_inline') addText(token.content, isLinked() ? null : { type: 'code' });
    else if (token.type === 'formula') addText(token.content, isLinked() ? null : { type: 'formula' });
    else if (token.type === 'document_link')
      nodes.push({ type: 'documentLink', attrs: { ...token.meta }, marks: [...open] });
    else if (token.type === 'footnote_ref')
      nodes.push({ type: 'footnoteReference', attrs: { noteId: notes.idOf(noteLabel(token)) } });
    else if (token.type === 'image' && takesFiles && fileAt(token.attrGet('src')) !== null)
      nodes.push({ type: 'image', attrs: { fileId: fileAt(token.attrGet('src')), alt: imageText(token) } });
    else if (token.type === 'image') addText(imageText(token), isLinked() ? null : imageLink(token));
    else addText(token.content);
  }
  return nodes;
}

function markFrom(token: Token): MarkJson {
  if (token.tag !== 'a') return { type: MARKS[token.tag] ?? token.tag };
  return { type: 'link', attrs: { href: token.attrGet('href'), title: token.attrGet('title') } };
}

function imageText(token: Token): string {
  const description = (token.children ?? [])
    .map((child) => (child.type === 'image' ? imageText(child) : child.content))
    .join('');
  return description || String(token.attrGet('src'));
}

function imageLink(token: Token): MarkJson | null {
  const href = safeHref(token.attrGet('src'));
  return href === null ? null : { type: 'link', attrs: { href, title: token.attrGet('title') } };
}
