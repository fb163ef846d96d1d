import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ZipFile } from '../zip/write-zip.ts';

/** Where Debian's package of DokuWiki was unpacked. */
const DOKUWIKI = process.env.DOKUWIKI ?? '';
const DATA = join(DOKUWIKI, 'var/lib/dokuwiki/data');
/** Pages that it is grown to. */
export const PAGES = 200;
const SECONDS = 1_700_000_000;

/** The manual's pages by their ids. */
export function manual(): Map<string, string> {
  const pages = new Map<string, string>();
  for (const name of readdirSync(join(DATA, 'pages'), { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.txt')) pages.set(name.slice(0, -4), readFileSync(join(DATA, 'pages', name), 'utf8'));
  return pages;
}

/** The manual in many namespaces, with media, old versions, authors and rules. */
export function grown(): { files: ZipFile[]; sources: Map<string, string> } {
  const files: ZipFile[] = [];
  const sources = new Map<string, string>();
  const media = readFileSync(join(DATA, 'media/wiki/dokuwiki-128.png'));
  const originals = [...manual()];
  for (let number = 0; sources.size < PAGES; number += 1) {
    const folder = number === 0 ? '' : `branch${number % 7}/part${number % 3}/copy${number}/`;
    for (const [name, text] of originals) {
      if (sources.size >= PAGES) break;
      const path = `${folder}${name}`;
      const source = `${text}\nCopy number ${number} leads to [[:wiki:syntax#tables|tables]].\n`;
      sources.set(path.replaceAll('/', ':'), source);
      files.push({ name: `data/pages/${path}.txt`, content: source });
      files.push({
        name: `data/attic/${path}.${SECONDS + number}.txt.gz`,
        content: gzipSync(`${text} earlier`),
      });
      files.push({
        name: `data/meta/${path}.changes`,
        content: `${SECONDS + number}\t10.0.0.1\tC\tx\tada\tcreated\t\t\n${SECONDS + number + 60}\t10.0.0.1\tE\tx\tbob\tcopied\t\t\n`,
      });
    }
    files.push({ name: `data/media/${folder}wiki/dokuwiki-128.png`, content: media });
  }
  const config = join(DOKUWIKI, 'etc/dokuwiki');
  for (const name of ['acl.auth.php.dist', 'interwiki.conf', 'users.auth.php.dist'])
    files.push({ name: `conf/${name.replace('.dist', '')}`, content: readFileSync(join(config, name)) });
  return { files, sources };
}
