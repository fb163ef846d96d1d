import { expect, test } from 'vitest';
import { documentHtml } from './document-html.ts';
import { withWidths } from './picture-widths.ts';

const FILE = '0199c0de-0000-7000-8000-000000000001';

function html(attrs: Record<string, unknown>): string {
  const json = { type: 'doc', content: [{ type: 'image', attrs: { fileId: FILE, ...attrs } }] };
  return documentHtml(json, { locale: 'en', fileUrl: (id) => `/d/x/files/${id}` });
}

test('FILE-21 a reader may choose among the widths below that of a picture, and the picture itself', () => {
  const at = `/d/x/files/${FILE}`;
  const sizes = 'sizes="(max-width: 720px) 100vw, 720px"';
  expect(withWidths(html({ alt: '', width: 1440, height: 3 }))).toContain(
    ` srcset="${at}?width=720 720w, ${at} 1440w" ${sizes}`,
  );
  expect(withWidths(html({ alt: 'a "b" <c>', width: 4000, height: 3000 }))).toContain(
    ` srcset="${at}?width=720 720w, ${at}?width=1440 1440w, ${at} 4000w" ${sizes}`,
  );
  expect(withWidths(html({ alt: '', width: 2000, height: 1 }), 'slide')).toContain('sizes="100vw"');
});

test('FILE-21 a small picture, one of an unknown width, and a text that looks like one stay as they are', () => {
  for (const attrs of [
    { width: 720, height: 3 },
    { alt: 'x' },
    { alt: '<img src="x" alt="" width="2000"' },
  ]) {
    expect(withWidths(html(attrs))).toBe(html(attrs));
  }
  const text = '<img src="/x" alt="" width="2000">';
  const json = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  };
  const written = documentHtml(json, { locale: 'en', fileUrl: () => null });
  expect(withWidths(written)).toBe(written);
});
