import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { textNodes, wordsIn } from '../reading/blocks.ts';
import { interwikiTarget } from './interwiki.ts';
import { nameIn, resolveId, sectionId } from './page-ids.ts';
import { type MediaOptions, mediaNodes, withLink } from './wiki-media.ts';

/** What is between `[[` and `]]`: text that leads somewhere, or only text where there is nowhere to lead to. */
export function linkNodes(text: string, options: MediaOptions): NodeJson[] {
  const [sign = '', ...rest] = text.split('|');
  const target = sign.trim();
  const title = rest.join('|').trim();
  const found = targetOf(target, options);
  const picture = /^\{\{([^}]{1,4000})\}\}$/.exec(title)?.[1];
  if (picture !== undefined) return pictureLink(picture, { found, target, options });
  const words = title === '' ? found.words : title;
  if (found.href !== null) return textNodes(words, withLink(options.marks, found.href));
  const isSaid = title === '' || title === target;
  return textNodes(isSaid ? target : `${title} (${target})`, options.marks);
}

/** A picture leads nowhere here, so a link stands below it. */
function pictureLink(
  picture: string,
  of: { found: Target; target: string; options: MediaOptions },
): NodeJson[] {
  const { found, target, options } = of;
  const nodes = mediaNodes(picture, options);
  const [node] = nodes;
  if (node?.type === 'text') {
    const marks = found.href === null ? options.marks : withLink(options.marks, found.href);
    return textNodes(wordsIn(nodes), marks);
  }
  options.gathered.losses.add('pictureLinks', { place: target });
  const marks: readonly MarkJson[] =
    found.href === null ? options.marks : withLink(options.marks, found.href);
  return [...nodes, ...textNodes(found.words, marks)];
}

interface Target {
  href: string | null;
  words: string;
}

const MAIL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{1,255}$/i;

function targetOf(target: string, { place, gathered }: MediaOptions): Target {
  const lost = (code: 'unsafeLinks' | 'unknownLinks' | 'innerLinks'): Target => {
    gathered.losses.add(code, { place: target });
    return { href: null, words: target };
  };
  const [, wiki, name = ''] = /^([a-z0-9.]{1,60})>(.*)$/is.exec(target) ?? [];
  if (wiki !== undefined) {
    const address = interwikiTarget(wiki, name, place.interwiki);
    if (address === null) return lost('unknownLinks');
    if (address.startsWith(':')) return pageTarget(address, name);
    const href = safeHref(address);
    return href === null ? lost('unsafeLinks') : { href, words: name || target };
  }
  if (target.startsWith('\\\\')) return lost('unsafeLinks');
  if (/^[a-z0-9.+-]{1,40}:\/\//i.test(target) || /^(?:mailto|tel|javascript|data|vbscript):/i.test(target)) {
    const href = safeHref(target);
    return href === null ? lost('unsafeLinks') : { href, words: target };
  }
  if (MAIL.test(target)) return { href: `mailto:${target}`, words: target };
  if (target.startsWith('#')) {
    const block = place.blockOf(sectionId(target.slice(1)));
    if (block === null) return lost('innerLinks');
    return { href: `#block-${block}`, words: target.slice(1) };
  }
  return pageTarget(target, '');

  function pageTarget(said: string, words: string): Target {
    const [path = '', ...fragment] = said.split('#');
    const [name = '', query] = path.split('?');
    if (query !== undefined) gathered.losses.add('controls', { place: said });
    const id = resolveId(name, place.page);
    const section = fragment.length === 0 ? null : sectionId(fragment.join('#'));
    const href = place.pageHref(id, section === '' ? null : section);
    if (href === null) return lost('innerLinks');
    return { href, words: words || nameIn(name.replace(/[:/]+$/, '').replaceAll('/', ':')) || said };
  }
}
