import type { PageChange } from './page-set.ts';

/** A line of DokuWiki's list of changes. */
export interface WikiChange extends PageChange {
  /** Seconds since 1970, which name the version. */
  time: number;
  isDeletion: boolean;
}

const MOST_CHANGES = 20_000;

/** The changes of a page (`meta/….changes`), the oldest first; the addresses that stand there are nobody's business. */
export function readChanges(text: string): WikiChange[] {
  const changes: WikiChange[] = [];
  for (const line of text.split('\n')) {
    const [time = '', , type = '', , author = '', summary = ''] = line.split('\t');
    if (!/^\d{1,11}$/.test(time)) continue;
    changes.push({
      time: Number(time),
      at: new Date(Number(time) * 1000),
      author: author.trim().slice(0, 200) || null,
      summary: summary.trim().slice(0, 500),
      isDeletion: type === 'D',
    });
    if (changes.length >= MOST_CHANGES) break;
  }
  return changes.sort((a, b) => a.time - b.time);
}
