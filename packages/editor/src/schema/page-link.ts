import type { NodeJson } from './json.ts';

/** What leads to a page within a line: a link to its address, with its title as the text. */
export function pageLink({ id, title }: { id: string; title: string }): NodeJson {
  return { type: 'text', text: title, marks: [{ type: 'link', attrs: { href: `/d/${id}` } }] };
}
