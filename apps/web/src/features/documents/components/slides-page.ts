import type { DocumentCard } from '@plenum/domain/documents/types';
import { element, escapeHtml } from '@plenum/editor/html/markup';
import { ANNOUNCEMENT, collabPath, SHARE_PARAMETER } from '@plenum/protocol/address';
import type { Theme } from '#components/preferences/theme.ts';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { scrollingHtml } from '#lib/scrolling-html.ts';

/** The corners of a screen (Lucide, "maximize"). */
const CORNERS =
  '<svg aria-hidden="true" width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M8 3H5a2 2 0 0 0-2 2v3m18 0V5a2 2 0 0 0-2-2h-3m0 18h3a2 2 0 0 0 2-2v-3M3 16v3a2 2 0 0 0 2 2h3"/></svg>';

/** What is shown as slides. */
export interface Slides {
  document: Pick<DocumentCard, 'id' | 'title'>;
  /** `slidesFromJson`'s, which escapes everything. */
  html: string;
  /** Of the link by which one came; null for a member. */
  token: string | null;
  /** The text is that of one moment, and follows nothing. */
  isFrozen: boolean;
}

/**
 * A document as slides: plain HTML, one below another, that reads without scripting. A script goes through them, and another one, that of
 * shared pages, follows the live text.
 */
export function slidesPage(
  { locale, nonce, theme, leaveTo }: { locale: Locale; nonce: string; theme: Theme; leaveTo: string },
  slides: Slides,
): string {
  const texts = MESSAGES[locale].slides;
  const { document, token, isFrozen } = slides;
  const query = new URLSearchParams({
    ...(token !== null && { [SHARE_PARAMETER]: token }),
    [ANNOUNCEMENT.name]: ANNOUNCEMENT.value,
  });
  const live = {
    id: 'shared',
    'data-socket': `${collabPath(document.id)}?${query}`,
    'data-live': texts.live,
    'data-paused': texts.paused,
    'data-gone': texts.gone,
  };
  // Modules, whose names are their own.
  const script = (src: string) => element('script', { src, type: 'module', nonce }, '');
  const button = (id: string, sign: string, label: string) =>
    element('button', { id, type: 'button', 'aria-label': label, title: label }, sign);
  return `<!doctype html>
<html lang="${locale}"${theme === 'system' ? '' : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(document.title)}</title>
<link rel="stylesheet" href="/styles/tokens.css">
<link rel="stylesheet" href="/styles/prose.css">
<link rel="stylesheet" href="/share/share.css">
<link rel="stylesheet" href="/share/slides.css">
<link rel="icon" href="/icon.svg">
${isFrozen ? '' : script('/share/follow.js')}
${script('/share/slides.js')}
</head>
<body>
${element('main', isFrozen ? { id: 'shared' } : live, slidesPart(locale, slides))}
<footer class="bar"><span id="state" role="status"></span>
<div id="controls" role="group" aria-label="${escapeHtml(texts.controls)}" hidden>
${button('previous', '‹', texts.previous)}<p id="number" role="status"></p>${button('next', '›', texts.next)}
${button('full', CORNERS, texts.fullScreen)}
</div>
${element('a', { id: 'leave', href: leaveTo }, escapeHtml(texts.leave))}
</footer>
</body>
</html>
`;
}

/** The part of the page that changes as people write. */
export function slidesPart(locale: Locale, { document, html }: Pick<Slides, 'document' | 'html'>): string {
  const empty = element('p', { class: 'empty' }, escapeHtml(MESSAGES[locale].slides.empty));
  const slides = html === '' ? element('section', { class: 'slide' }, empty) : scrollingHtml(html);
  return `<h1 class="title" dir="auto">${escapeHtml(document.title)}</h1>\n<div class="prose slides">${slides}</div>`;
}
