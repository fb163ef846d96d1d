import { partsFromJson } from './html-from-json.ts';
import { element } from './markup.ts';
import type { HtmlOptions } from './options.ts';

/**
 * A document as slides, each a section: what stands between its horizontal rules. As safe as `htmlFromJson`, which writes it; what would
 * be empty is left out.
 */
export function slidesFromJson(json: unknown, options: HtmlOptions = {}): string {
  return partsFromJson(json, options)
    .filter((html) => !isBlank(html))
    .map((html) => element('section', { class: 'slide' }, html))
    .join('');
}

/** Whether there is nothing to see: no letters, and nothing that is seen without any. */
function isBlank(html: string): boolean {
  return !/<(img|table|li|math|figure|svg)\b/.test(html) && html.replace(/<[^>]*>/g, '').trim() === '';
}
