import { filePath } from '@plenum/editor/schema/file-path';
import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { textNodes } from '../reading/blocks.ts';
import type { Gathered } from '../reading/imported.ts';
import { nameIn, resolveId, sectionId } from './page-ids.ts';
import type { WikiPlace } from './wiki-place.ts';

/** Files that are shown as pictures here. */
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;
/** Files that DokuWiki plays, and that are to be opened here. */
const PLAYED = /\.(?:webm|ogv|mp4|ogg|mp3|wav|swf|svg)$/i;
const ADDRESS = /^[a-z][a-z0-9+.-]{0,20}:\/\//i;

/** What somebody has written between `{{` and `}}`. */
interface MediaSign {
  target: string;
  caption: string | null;
  width: number | null;
  height: number | null;
  isAligned: boolean;
  isLink: boolean;
}

function mediaSign(text: string): MediaSign {
  const [sign = '', ...caption] = text.split('|');
  const mark = sign.lastIndexOf('?');
  const options = mark === -1 ? '' : sign.slice(mark + 1);
  const [, width, height] = /(\d{1,6})(?:x(\d{1,6}))?/i.exec(options) ?? [];
  return {
    target: (mark === -1 ? sign : sign.slice(0, mark)).trim(),
    caption: caption.join('|').trim() || null,
    width: Number(width) || null,
    height: Number(height) || null,
    isAligned: /^\s|\s$/.test(sign),
    isLink: /linkonly/i.test(options),
  };
}

/** How a medium is to be read. */
export interface MediaOptions {
  place: WikiPlace;
  gathered: Gathered;
  marks: readonly MarkJson[];
}

/** What stands for a medium: a picture, or a link to a file; nothing is fetched. */
export function mediaNodes(text: string, options: MediaOptions): NodeJson[] {
  const feed = /^rss>\s*(\S+)(.*)$/s.exec(text);
  if (feed?.[1]) return feedNodes(feed[1], feed[2] ?? '', options);
  const { gathered, marks, place } = options;
  const included = includedNodes(text, options);
  if (included) return included;
  if (/^[a-z][\w-]{0,40}>/i.test(text)) {
    gathered.losses.add('pluginSyntax', { place: `{{${text}}}` });
    return textNodes(`{{${text}}}`, marks);
  }
  const sign = mediaSign(text);
  if (ADDRESS.test(sign.target)) return remoteNodes(sign, options);
  const id = resolveId(sign.target, place.page);
  const words = sign.caption ?? nameIn(id);
  const fileId = place.fileOf(id);
  if (fileId === null) {
    gathered.losses.add('missingPictures', { place: sign.target });
    const whole = sign.caption === null ? sign.target : `${sign.caption} (${sign.target})`;
    return textNodes(whole, marks);
  }
  if (!PICTURE.test(id) || sign.isLink) {
    if (PLAYED.test(id) && !sign.isLink) gathered.losses.add('players', { place: sign.target });
    return textNodes(words, withLink(marks, filePath(fileId)));
  }
  if (sign.isAligned) gathered.losses.add('pictureLayout', { place: sign.target });
  const { width, height } = sign;
  return [{ type: 'image', attrs: { fileId, alt: sign.caption ?? '', width, height } }];
}

/** A page, or a section of one, that the plugin `include` shows; null for anything else. */
function includedNodes(text: string, { place, marks }: MediaOptions): NodeJson[] | null {
  const [, name = '', section = ''] =
    /^(?:page|section)>\s*([^#&|{}]{1,300})(?:#([^&|{}]{0,300}))?/i.exec(text) ?? [];
  if (name.trim() === '') return null;
  const id = resolveId(name.trim(), place.page);
  const href = place.shownHref?.(id, section.trim() === '' ? null : sectionId(section.trim())) ?? null;
  if (href === null) return null;
  const words = [name, section].map((one) => one.trim()).filter(Boolean);
  return textNodes(words.join(' › '), withLink(marks, href));
}

/** Marks with a link that takes the place of another, and of what no link can be in. */
export function withLink(marks: readonly MarkJson[], href: string): MarkJson[] {
  return [
    ...marks.filter(({ type }) => type !== 'link' && type !== 'code'),
    { type: 'link', attrs: { href } },
  ];
}

function remoteNodes({ target, caption }: MediaSign, { gathered, marks }: MediaOptions): NodeJson[] {
  const href = safeHref(target);
  if (href === null) {
    gathered.losses.add('unsafeLinks', { place: target });
    return textNodes(caption === null ? target : `${caption} (${target})`, marks);
  }
  gathered.losses.add('remotePictures', { place: target });
  return textNodes(caption ?? href, withLink(marks, href));
}

function feedNodes(address: string, options: string, { gathered, marks }: MediaOptions): NodeJson[] {
  gathered.losses.add('feeds', { place: `${address}${options}` });
  const href = safeHref(address);
  return textNodes(address, href === null ? marks : withLink(marks, href));
}
