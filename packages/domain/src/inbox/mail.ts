import { z } from 'zod';
import type { DocumentId, WorkspaceId } from '../ids.ts';

/** The languages that letters are written in. */
export const MAIL_LANGUAGES = ['en', 'de'] as const;

/** One of {@link MAIL_LANGUAGES}. */
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** Characters of an address (RFC 5321, 4.5.3.1.3, without its angle brackets). */
const MAX_ADDRESS = 254;

/** Where somebody has what is new sent to, and at which hour of a day, checked. */
export const inboxMailSchema = z.object({
  address: z
    .string()
    .trim()
    .max(MAX_ADDRESS, 'Use an e-mail address of at most 254 characters.')
    .pipe(z.email('Use a whole e-mail address, such as name@example.org.')),
  hour: z.coerce.number().int().min(0).max(23),
});

/** What somebody asks for. */
export interface InboxMailWish extends z.infer<typeof inboxMailSchema> {
  /** Whether letters say titles, or only how much there is. */
  tellsTitles: boolean;
  /** By its IANA name; one that is not known is taken for UTC. */
  timeZone: string;
  language: MailLanguage;
}

/** What is set up for somebody. */
export interface InboxMail extends Pick<InboxMailWish, 'hour' | 'timeZone' | 'tellsTitles'> {
  /** Null where it cannot be read any more, since the instance's key is another. */
  address: string | null;
  /** Whether whoever reads what comes there has agreed. */
  isConfirmed: boolean;
  /** Whether the last letter could not be delivered. */
  isFailing: boolean;
}

/** What a letter says: that whoever reads it is to agree, or what is new. */
export type LetterNews = { kind: 'confirm' } | ({ kind: 'digest' } & Digest);

/** What is new for somebody. */
export interface Digest {
  /** How much; at most one more than is counted. */
  count: number;
  /** The latest first, each once; none where titles are not to be told. */
  documents: DigestDocument[];
}

/** A document in which something is new. */
export interface DigestDocument {
  id: DocumentId;
  title: string;
  workspaceId: WorkspaceId;
  workspace: string;
  /** Of a list, those of its tasks that it is about; a line of a text is what somebody wrote, and has no title to be told. */
  tasks?: { id: string; title: string }[];
}
