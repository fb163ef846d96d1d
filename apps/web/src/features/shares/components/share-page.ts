import type { BranchDocument, DocumentCard } from '@plenum/domain/documents/types';
import { element, escapeHtml, openTag } from '@plenum/editor/html/markup';
import { ANNOUNCEMENT, collabPath, SHARE_PARAMETER } from '@plenum/protocol/address';
import { branchNavigation } from '#features/documents/components/branch-navigation.ts';
import { longDay } from '#i18n/day.ts';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import type { ReadingView } from '#lib/document-views.ts';
import { sharedDocumentPath, sharedPresentPath } from '#lib/paths.ts';
import { scrollingHtml } from '#lib/scrolling-html.ts';

/** What every share page needs to know of its request. */
export interface PageContext {
  locale: Locale;
  /** The nonce of the content security policy. */
  nonce: string;
}

type SharedDocument = Pick<DocumentCard, 'id' | 'title'>;
type SharedText = Pick<ReadingView, 'html'>;

/** The page of a share link: plain HTML that reads without JavaScript, and a small script that follows the live text. */
export function sharePage(
  { locale, nonce }: PageContext,
  shared: {
    document: SharedDocument;
    branch: readonly BranchDocument[];
    view: SharedText;
    token: string;
    frozenAt: Date | null;
  },
): string {
  const texts = MESSAGES[locale].sharePage;
  const { document, branch, view, token, frozenAt } = shared;
  const navigation = branchNavigation({
    documents: branch,
    current: document.id,
    label: texts.pages,
    hrefOf: ({ id }) => sharedDocumentPath(token, id),
  });
  // The text of one moment has nothing to follow.
  const follow = frozenAt ? '' : element('script', { src: '/share/follow.js', defer: true, nonce }, '');
  const state = frozenAt ? `${texts.frozenOn} ${longDay(locale, frozenAt)}` : '';
  const live = {
    id: 'shared',
    'data-socket': `${collabPath(document.id)}?${new URLSearchParams({ [SHARE_PARAMETER]: token, [ANNOUNCEMENT.name]: ANNOUNCEMENT.value })}`,
    'data-live': texts.live,
    'data-paused': texts.paused,
    'data-gone': texts.gone,
  };
  const data = frozenAt ? { id: live.id } : live;
  // A document that has rules is parted into slides by them.
  const presentAt = sharedPresentPath(token, branch.length > 0 ? document.id : null);
  const slides = view.html.includes('<hr>')
    ? element('a', { href: presentAt }, escapeHtml(texts.slides))
    : '';
  return shell({
    locale,
    title: document.title,
    head: follow,
    body: `
<a class="skip" href="#shared">${escapeHtml(texts.skip)}</a>
<header><span>${escapeHtml(texts.readOnly)}</span>${slides}<span id="state" role="status">${escapeHtml(state)}</span></header>
${navigation}
${element('main', data, sharedText({ locale, document, view }))}
<footer>${escapeHtml(texts.madeWith)}</footer>`,
  });
}

/** The part of the page that changes as people write. */
export function sharedText(shared: { locale: Locale; document: SharedDocument; view: SharedText }): string {
  const { locale, document, view } = shared;
  const empty = element('p', { class: 'empty' }, escapeHtml(MESSAGES[locale].sharePage.empty));
  const text = isBlank(view.html) ? empty : scrollingHtml(view.html);
  return `<h1 class="title" dir="auto">${escapeHtml(document.title)}</h1>\n<div class="prose">${text}</div>`;
}

/** Asks for a link's password; tells nothing of what is behind it. */
export function lockedPage({ locale }: PageContext, error: 'wrongPassword' | 'tooMany' | null): string {
  const texts = MESSAGES[locale].sharePage;
  const problem = error
    ? element('p', { id: 'problem', class: 'problem', role: 'alert' }, escapeHtml(texts[error]))
    : '';
  const field = openTag('input', {
    id: 'password',
    name: 'password',
    type: 'password',
    autocomplete: 'off',
    required: true,
    maxlength: 200,
    'aria-describedby': error ? 'problem' : null,
  });
  return shell({
    locale,
    title: texts.lockedTitle,
    head: '',
    body: `
<main class="card">
<h1 class="title">${escapeHtml(texts.lockedTitle)}</h1>
<p>${escapeHtml(texts.lockedText)}</p>
${problem}
<form method="post"><label for="password">${escapeHtml(texts.password)}</label>${field}<button>${escapeHtml(texts.open)}</button></form>
</main>`,
  });
}

/** For a link that is not in force, whatever the reason. */
export function missingPage({ locale }: PageContext): string {
  const texts = MESSAGES[locale].sharePage;
  return shell({
    locale,
    title: texts.notFoundTitle,
    head: '',
    body: `
<main class="card"><h1 class="title">${escapeHtml(texts.notFoundTitle)}</h1><p>${escapeHtml(texts.notFoundText)}</p></main>`,
  });
}

function shell({
  locale,
  title,
  head,
  body,
}: {
  locale: Locale;
  title: string;
  head: string;
  body: string;
}): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/styles/tokens.css">
<link rel="stylesheet" href="/styles/prose.css">
<link rel="stylesheet" href="/share/share.css">
<link rel="icon" href="/icon.svg">
${head}
</head>
<body>${body}
</body>
</html>
`;
}

/** Whether a document has nothing to read. */
function isBlank(html: string): boolean {
  return /^(<p[^>]*>\s*<\/p>)*$/.test(html);
}
