import { placeOfPage } from '@plenum/editor/html/shown-pages';
import { expect, test } from 'vitest';
import { fillPlaces } from './fill-places.ts';
import { keyOf, NOTHING } from './page-source.ts';

const NOBODY = '0192f000-0000-7000-8000-00000000000f';

test('EMBED-4 what cannot be read at this moment is a link to it', async () => {
  const target = { documentId: NOBODY, blockId: null };
  const later = { href: '/s/token/page', html: null };
  const source = { ...NOTHING, pages: async () => new Map([[keyOf(target), later]]) };
  const place = placeOfPage(target, { shownPage: '' });
  const html = await fillPlaces(place, { documentId: 'another', locale: 'en', source });
  expect(html).toContain(
    '" data-later><p><a href="/s/token/page">This text cannot be shown at this moment. Open it by itself.</a>',
  );
});
