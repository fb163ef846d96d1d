import { z } from 'zod';
import { DOCUMENT_STATUSES, type DocumentStatus } from './statuses.ts';

/** What is said of a document as names with texts, as they stand before its Markdown. */
export type PropertyTexts = Record<string, string | string[]>;

/** What of such texts is a property here. */
export interface ReadProperties {
  status: DocumentStatus | null;
  /** ISO 8601. */
  reviewOn: string | null;
  /** The name of who looked after it there; nobody's account here. */
  owner: string | null;
  /** The names of the others. */
  others: string[];
}

const STATUS_WORDS: Readonly<Record<string, DocumentStatus>> = {
  entwurf: 'draft',
  beschlossen: 'adopted',
  veraltet: 'outdated',
  überholt: 'outdated',
};

const day = z.iso.date();

/** Writes down what is said of a document. */
export function propertyTexts({
  status,
  reviewOn,
  owner,
}: Pick<ReadProperties, 'status' | 'reviewOn' | 'owner'>): Record<string, string> {
  return {
    ...(status !== null && { status }),
    ...(reviewOn !== null && { review: reviewOn }),
    ...(owner !== null && { owner }),
  };
}

/** Reads what was written down, here or by another program, under names in English or German. */
export function readPropertyTexts(texts: PropertyTexts): ReadProperties {
  const read: ReadProperties = { status: null, reviewOn: null, owner: null, others: [] };
  for (const [name, value] of Object.entries(texts)) {
    const text = typeof value === 'string' ? value.trim() : '';
    const key = name.toLowerCase().replace(/[ _-]/g, '');
    if (key === 'status' && read.status === null) read.status = statusOf(text);
    else if (/^(review|reviewon|reviewday|prüfung|prüfenam)$/.test(key) && read.reviewOn === null)
      read.reviewOn = day.safeParse(text).data ?? null;
    else if (key === 'owner' && text !== '') {
      read.owner = text;
      continue;
    } else {
      read.others.push(name);
      continue;
    }
    if (key === 'status' ? read.status === null : read.reviewOn === null) read.others.push(name);
  }
  return read;
}

function statusOf(text: string): DocumentStatus | null {
  const word = text.toLowerCase();
  return DOCUMENT_STATUSES.find((status) => status === word) ?? STATUS_WORDS[word] ?? null;
}
