import { expect, test } from 'vitest';
import { etagOf, hasState } from './etag.ts';

const asking = (known: string | null) => new Headers(known === null ? {} : { 'if-none-match': known });

test('EMBED-6 whoever has a state is known to have it, also where something between has compressed it', () => {
  const etag = etagOf('soup');
  for (const known of [etag, `W/${etag}`, `"other", W/${etag}`]) {
    expect(hasState(asking(known), etag), known).toBe(true);
  }
  for (const known of [null, '', etagOf('stew'), etag.slice(0, -2)]) {
    expect(hasState(asking(known), etag), String(known)).toBe(false);
  }
});
