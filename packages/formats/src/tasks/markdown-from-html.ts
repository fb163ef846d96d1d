import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import type { NodeJson } from '@plenum/editor/schema/json';
import { jsonFromHtml } from '../html/json-from-html.ts';
import type { Losses } from '../losses.ts';

/**
 * What a program keeps as HTML, as Markdown. Text without an element is as it is: older ones kept Markdown.
 * @throws AppError `too_large` as {@link jsonFromHtml} does.
 */
export function markdownFromHtml(html: string, losses: Losses): string {
  if (!/<[a-z]/i.test(html)) return html.trim();
  const { content, pictures, losses: lost } = jsonFromHtml(Buffer.from(html));
  losses.addAll(lost);
  losses.add('missingPictures', { count: pictures.length });
  return markdownFromJson(withoutPictures(content, new Set(pictures.map(({ id }) => id)))).trim();
}

/** Pictures in the text itself have no place in a description. */
function withoutPictures(node: NodeJson, ids: ReadonlySet<string>): NodeJson {
  if (ids.size === 0 || !node.content) return node;
  const isPicture = ({ type, attrs }: NodeJson) => type === 'image' && ids.has(String(attrs?.fileId));
  const content = node.content.filter((one) => !isPicture(one)).map((one) => withoutPictures(one, ids));
  return { ...node, content };
}
