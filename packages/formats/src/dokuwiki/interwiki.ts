/** Short names of other wikis (DokuWiki's `interwiki.conf`). */
export const INTERWIKI: ReadonlyMap<string, string> = new Map([
  ['wp', 'https://en.wikipedia.org/wiki/{NAME}'],
  ['wpfr', 'https://fr.wikipedia.org/wiki/{NAME}'],
  ['wpde', 'https://de.wikipedia.org/wiki/{NAME}'],
  ['wpes', 'https://es.wikipedia.org/wiki/{NAME}'],
  ['wppl', 'https://pl.wikipedia.org/wiki/{NAME}'],
  ['wpjp', 'https://ja.wikipedia.org/wiki/{NAME}'],
  ['wpru', 'https://ru.wikipedia.org/wiki/{NAME}'],
  ['wpmeta', 'https://meta.wikipedia.org/wiki/{NAME}'],
  ['doku', 'https://www.dokuwiki.org/'],
  ['rfc', 'https://tools.ietf.org/html/rfc'],
  ['man', 'http://man.cx/'],
  ['phpfn', 'https://secure.php.net/{NAME}'],
  ['google', 'https://www.google.com/search?q='],
  ['user', ':user:{NAME}'],
  ['tel', 'tel:{NAME}'],
]);

const MOST_NAMES = 1000;

/** The short names in a wiki's own `interwiki.local.conf`, together with those that every wiki has. */
export function readInterwiki(conf: string): ReadonlyMap<string, string> {
  const names = new Map(INTERWIKI);
  for (const line of conf.split('\n').slice(0, MOST_NAMES)) {
    const [, name, address] = /^([^\s#]{1,60})[ \t]+([^\s#]{1,2000})/.exec(line) ?? [];
    if (name && address) names.set(name.toLowerCase(), address.replaceAll('&amp;', '&'));
  }
  return names;
}

/** Where a short name leads with what follows it; null for one that is not known. A place that begins with a colon is a page of the wiki itself. */
export function interwikiTarget(name: string, rest: string, names = INTERWIKI): string | null {
  const address = names.get(name.toLowerCase());
  if (address === undefined) return null;
  const [path = '', ...fragment] = rest.split('#');
  const encoded = encodeURIComponent(path);
  const readable = encoded.replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%20', '_');
  const target = /\{[A-Z]+\}/.test(address)
    ? address.replaceAll('{URL}', encoded).replaceAll('{NAME}', address.startsWith(':') ? path : readable)
    : `${address}${readable}`;
  return fragment.length === 0 ? target : `${target}#${fragment.join('#')}`;
}
