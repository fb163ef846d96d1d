import { expect } from 'vitest';

const ORIGIN = 'http://localhost:3000';

const TAGS =
  /^(p|h[1-4]|[uo]l|li|blockquote|pre|code|hr|br|div|span|table|colgroup|col|thead|tbody|t[rhd]|label|input|bdi|time|strong|em|s|u|a|su[bp]|mark|nav|details|summary|figure|img|iframe|section|math|semantics|annotation|m[a-z]+)$/;

const CLASSES =
  /^(task-list|task-item|table-wrapper|callout|callout-title|decision|decision-title|details|footnote|footnote-number|footnote-reference|contents|shown-page|child-pages|picture|attachment|formula|katex|diagram|needs-scripting|mention|date|document-link|wanted|slide|language-[\w+#.-]{1,40}|hljs-[\w-]+|\w+_)$/;

const ANCHOR = /^(block|note|note-from)-[\w-]{1,64}$/;

const isFile = (value: string) => /^\/f\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const isNumber = (value: string) => /^\d{1,16}$/.test(value);
const isTarget = (value: string) => {
  const url = new URL(value, `${ORIGIN}/d/x`);
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) && !value.startsWith('//');
};
const anything = () => true;

/** What each attribute may say; those that are not named here are none of a document's. */
const ATTRIBUTES: Readonly<Record<string, (value: string) => boolean>> = {
  class: (value) => value.split(' ').every((name) => CLASSES.test(name)),
  href: isTarget,
  src: (value) => isFile(value) || /^\/diagram\/frame\.html#[\w.!~*'()%-]*$/.test(value),
  id: (value) => ANCHOR.test(value),
  dir: (value) => /^(auto|ltr|rtl)$/.test(value),
  style: (value) => /^(text-align: (left|right|center)|(min-)?width: \d{1,8}px;?)$/.test(value),
  sandbox: (value) => value === 'allow-scripts',
  rel: (value) => value === 'noopener noreferrer nofollow',
  type: (value) => /^(checkbox|[1aAiI])$/.test(value),
  role: (value) => /^(note|list)$/.test(value),
  loading: (value) => value === 'lazy',
  decoding: (value) => value === 'async',
  xmlns: (value) => value === 'http://www.w3.org/1998/Math/MathML',
  download: (value) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(value),
  datetime: (value) => /^(\d{4}-\d\d-\d\d)?$/.test(value),
  'data-page': (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  'data-block': (value) => /^[\w-]{1,64}$/.test(value),
  ...Object.fromEntries(
    'start width height colspan rowspan tabindex data-size data-level data-levels data-minutes data-yes data-no data-abstain'
      .split(' ')
      .map((name) => [name, isNumber]),
  ),
  ...Object.fromEntries(
    'title alt aria-label scope data-align data-dir data-kind data-result data-title data-colour data-checked checked disabled display encoding'
      .split(' ')
      .map((name) => [name, anything]),
  ),
};

/** An attribute of MathML, which takes neither an address nor a script but where its name says so. */
const MATH =
  /^(math(variant|color|background|size)|[a-z]*(space|width|height|depth|align|size|lines|spacing|style|level|offset|shift|thickness|fence|stretchy|separator|accent|accentunder|form|symmetric|movablelimits|notation|largeop|open|close))$/;

/** Expects an attribute to be one that a document has, with a value that does nothing. */
export function expectInertAttribute(tag: string, name: string, value: string): void {
  const isMath = /^m[a-z]+$/.test(tag) && tag !== 'mark' && MATH.test(name);
  const isIn = isMath || (Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name]?.(value) === true);
  expect(isIn, `${tag} ${name}=${JSON.stringify(value.slice(0, 200))}`).toBe(true);
}

/** Expects HTML to be of a document's own elements and attributes alone, well-formed, with all else escaped. */
export function expectInert(html: string): void {
  const pattern = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>/g;
  expect(html.replace(pattern, '')).not.toMatch(/[<>]/);
  for (const [, , tag = '', attributes = ''] of html.matchAll(pattern)) {
    expect(tag).toMatch(TAGS);
    for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
      expectInertAttribute(tag, name, unescaped(value));
    }
  }
}

function unescaped(value: string): string {
  const characters: Record<string, string> = {
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#x27': "'",
    amp: '&',
  };
  return value.replace(/&(lt|gt|quot|#39|#x27|amp);/g, (_, name) => characters[name] ?? '');
}
