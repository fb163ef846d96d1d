import { escapeHtml } from '@plenum/editor/html/markup';

/** A feed: addresses are whole, texts are text; `html` is what an entry shows. */
interface Feed {
  id: string;
  title: string;
  author: string;
  /** The page that it is about, and its own address where that is no secret. */
  page: string;
  self?: string;
  /** The latest first. */
  entries: {
    id: string;
    title: string;
    page: string;
    publishedAt?: Date;
    updatedAt: Date;
    html?: string;
  }[];
}

/** A feed as Atom (RFC 4287). */
export function atomXml({ id, title, author, page, self, entries }: Feed): string {
  const updated = entries[0]?.updatedAt ?? new Date(0);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeHtml(id)}</id>
<title>${escapeHtml(title)}</title>
<author><name>${escapeHtml(author)}</name></author>
<link href="${escapeHtml(page)}"/>
${self === undefined ? '' : `<link rel="self" href="${escapeHtml(self)}"/>\n`}<updated>${updated.toISOString()}</updated>
${entries.map(entryXml).join('\n')}
</feed>
`;
}

function entryXml({ id, title, page, publishedAt, updatedAt, html }: Feed['entries'][number]): string {
  return `<entry>
<id>${escapeHtml(id)}</id>
<title>${escapeHtml(title)}</title>
<link href="${escapeHtml(page)}"/>
${publishedAt === undefined ? '' : `<published>${publishedAt.toISOString()}</published>\n`}<updated>${updatedAt.toISOString()}</updated>
${html === undefined ? '' : `<content type="html">${escapeHtml(html)}</content>\n`}</entry>`;
}
