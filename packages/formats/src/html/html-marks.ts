import { COLOURS } from '@plenum/editor/schema/colours';
import type { MarkJson } from '@plenum/editor/schema/json';
import { GROUND_COLOURS, nearColour } from '../colour-values.ts';
import { attribute, type HtmlElement, hasClass } from './tree.ts';

const TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  em: 'italic',
  i: 'italic',
  cite: 'italic',
  dfn: 'italic',
  var: 'italic',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  u: 'underline',
  ins: 'underline',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  sup: 'superscript',
  sub: 'subscript',
};

/** How an element's text looks. */
export interface HtmlLook {
  marks: MarkJson[];
  /** A colour became one that comes near to it. */
  isNear: boolean;
  /** It has a font or a size of its own. */
  hasFont: boolean;
}

/** What an element by its name, its style and the names that we give makes of its text. */
export function lookOf(element: HtmlElement): HtmlLook {
  const style = styleOf(element);
  const marks: MarkJson[] = [];
  const add = (type: string, isSet = true): void => {
    if (isSet && !marks.some((mark) => mark.type === type)) marks.push({ type });
  };
  const named = hasClass(element, 'formula') ? 'formula' : TAGS[element.tagName];
  // Some programs mark up what they then style to look like any other text.
  const isUndone = named === 'bold' && /^(normal|400)$/.test(style.get('font-weight') ?? '');
  if (named && !isUndone) add(named);
  add('bold', /^(bold|bolder|[6-9]00)$/.test(style.get('font-weight') ?? ''));
  add('italic', /^(italic|oblique)/.test(style.get('font-style') ?? ''));
  const lines = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  add('underline', /underline/.test(lines));
  add('strike', /line-through/.test(lines));
  add('superscript', style.get('vertical-align') === 'super');
  add('subscript', style.get('vertical-align') === 'sub');
  const text = nearColour(hexOf(style.get('color') ?? attribute(element, 'color')));
  const ground = nearColour(
    hexOf(style.get('background-color') ?? style.get('background') ?? null),
    GROUND_COLOURS,
  );
  const said = COLOURS.find((colour) => colour === attribute(element, 'data-colour'));
  if (element.tagName === 'mark')
    marks.push({ type: 'highlight', attrs: { colour: said ?? ground.colour ?? 'orange' } });
  else if (ground.colour !== null) marks.push({ type: 'highlight', attrs: { colour: ground.colour } });
  if (element.tagName !== 'mark' && said) marks.push({ type: 'textColour', attrs: { colour: said } });
  else if (text.colour !== null) marks.push({ type: 'textColour', attrs: { colour: text.colour } });
  const hasFont = element.tagName === 'font' || style.has('font-size') || style.has('font-family');
  return { marks, isNear: !text.isExact || !ground.isExact, hasFont };
}

/** How a block stands. */
export function blockStyleOf(element: HtmlElement): { align: string | null; dir: string | null } {
  const said =
    attribute(element, 'data-align') ?? styleOf(element).get('text-align') ?? attribute(element, 'align');
  const dir = attribute(element, 'dir');
  const align = { center: 'center', right: 'end', end: 'end', justify: 'justify' }[said ?? ''];
  return { align: align ?? null, dir: dir === 'rtl' || dir === 'ltr' ? dir : null };
}

const LONGEST_STYLE = 2000;

function styleOf(element: HtmlElement): ReadonlyMap<string, string> {
  const style = attribute(element, 'style') ?? '';
  if (style === '' || style.length > LONGEST_STYLE) return new Map();
  const entries = style.split(';').map((part): [string, string] => {
    const [name = '', ...value] = part.split(':');
    return [name.trim().toLowerCase(), value.join(':').trim().toLowerCase()];
  });
  return new Map(entries.filter(([name]) => name !== ''));
}

function hexOf(value: string | null): string | undefined {
  if (value === null) return undefined;
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(value);
  if (rgb)
    return rgb
      .slice(1, 4)
      .map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0'))
      .join('');
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
  return short
    ? short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')
    : value;
}
