import { Link } from '@tiptap/extension-link';
import { safeHref } from './href.ts';

/** What a rendered link tells the browser: no opener, no referrer, no endorsement. */
export const LINK_REL = 'noopener noreferrer nofollow';

/**
 * Tiptap's link with only `href` and `title` as attributes. `class`, `target` and `rel` are not part of the document:
 * whoever writes raw Yjs could otherwise lay an invisible link over the whole page with the application's own classes.
 */
export const SafeLink = Link.extend({
  addAttributes() {
    return {
      href: { default: null, parseHTML: (element) => safeHref(element.getAttribute('href')) },
      title: { default: null },
    };
  },

  renderHTML({ mark }) {
    const href = safeHref(mark.attrs.href);
    if (href === null) return ['span', 0];
    return ['a', { href, rel: LINK_REL, title: mark.attrs.title }, 0];
  },
}).configure({
  openOnClick: false,
  markdownLinks: true,
  defaultProtocol: 'https',
  isAllowedUri: (url) => safeHref(url) !== null,
});
