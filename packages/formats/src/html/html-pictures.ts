import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { textNodes } from '../reading/blocks.ts';
import type { Gathered } from '../reading/imported.ts';
import { attribute, type HtmlElement } from './tree.ts';

const DATA = /^data:image\/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,3};base64,/i;

/** A picture that lies in the page itself; of one elsewhere a link to it, since nothing is fetched. */
export function pictureFrom(
  element: HtmlElement,
  { marks, gathered }: { marks: readonly MarkJson[]; gathered: Gathered },
): NodeJson[] {
  const src = (attribute(element, 'src') ?? '').trim();
  const alt = attribute(element, 'alt') ?? '';
  const data = DATA.exec(src)?.[0];
  if (data !== undefined) {
    const content = () => Buffer.from(src.slice(data.length), 'base64');
    const image = gathered.image({ key: src, name: 'picture', alt, content });
    if (image) return [image];
  }
  const href = safeHref(src);
  if (href === null || !/^https?:/i.test(href)) {
    gathered.losses.add('missingPictures', { place: alt });
    return textNodes(alt, marks);
  }
  gathered.losses.add('remotePictures', { place: alt || href });
  const link = marks.some(({ type }) => type === 'link') ? [] : [{ type: 'link', attrs: { href } }];
  return textNodes(alt || href, [...marks, ...link]);
}
