import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { documentKindSchema, MAX_TITLE } from './schema.ts';

/**
 * The version of the archive that is written; older ones can be read. It is another one with every name that is added outside of `extra`: whoever
 * doesn't know that name refuses the page that has it, and would do so when others are made already.
 */
export const ARCHIVE_VERSION = 2;
/** Versions that can be read. Since 2 a thread has the task that it is about, which some of 1 have, too. */
const READ_VERSIONS = [1, ARCHIVE_VERSION] as const;

/** What an archive may have. */
export const ARCHIVE_LIMITS = { pages: 20_000, people: 10_000, files: 50_000, threads: 20_000 } as const;

const id = z.uuid();
const whole = z.number().int().min(0).max(2_147_483_647);
const when = z.iso.datetime({ offset: true });
/** A number of `people`; null for nobody who is known. */
const author = z.number().int().min(0).max(ARCHIVE_LIMITS.people).nullable();
const path = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[^\\\p{Cc}\p{Cs}/]+(?:\/[^\\\p{Cc}\p{Cs}/]+)*$/u)
  .refine((value) => value.split('/').every((part) => part !== '.' && part !== '..'));
const text = (most: number) => z.string().max(most);
const base64 = z.base64().max(20_000);

/** What later versions and other features add: plain values by names of their own, which those that do not know them carry along. */
const extra = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,60}$/), z.json());

/** Somebody who wrote: a number in this archive, with the name that they had there; no account comes along. */
const personSchema = z.strictObject({
  kind: z.enum(['person', 'guest', 'system']),
  name: text(200).nullable(),
});

const pageSchema = z.strictObject({
  id,
  parent: id.nullable(),
  kind: documentKindSchema,
  title: text(MAX_TITLE),
  icon: text(32).nullable(),
  tags: z.array(text(100)).max(200),
  properties: z.record(text(100), z.union([text(2000), z.array(text(2000)).max(500)])),
  createdAt: when,
  createdBy: author,
  updatedAt: when,
  /** The page as Markdown, for whoever reads the archive without us. */
  path,
  /** Files with the rows of its log, how many there are, and the last of them. */
  log: z.array(path).max(1000),
  rows: whole,
  lastSeq: whole,
  /** Comments, versions and tasks. */
  details: path,
  extra: extra.optional(),
});

const fileSchema = z.strictObject({
  id,
  page: id,
  name: text(300),
  mediaType: text(200),
  size: z.number().int().min(0),
  path,
});

/** What `plenum.json` in an archive says. */
export const archiveManifestSchema = z.strictObject({
  format: z.literal('plenum'),
  version: z.literal(READ_VERSIONS),
  exportedAt: when,
  /** The address of the instance that it comes from, by which links to pages that did not come along are known. */
  origin: z.url().max(2000),
  title: text(MAX_TITLE),
  people: z.array(personSchema).max(ARCHIVE_LIMITS.people),
  /** Each after the one that it lies below, and beside each other in their order. */
  pages: z.array(pageSchema).max(ARCHIVE_LIMITS.pages),
  files: z.array(fileSchema).max(ARCHIVE_LIMITS.files),
  extra: extra.optional(),
});

const commentSchema = z.strictObject({
  author,
  body: text(20_000),
  createdAt: when,
  editedAt: when.nullable(),
  mentions: z.array(z.strictObject({ position: z.number().int().min(0), person: author })).max(200),
});

/** What stands beside the text of a page. */
export const archiveDetailsSchema = z.strictObject({
  threads: z
    .array(
      z.strictObject({
        /** Relative positions of Yjs; null for what is about all of the page. */
        anchorFrom: base64.nullable(),
        anchorTo: base64.nullable(),
        /** The task of the list that it is about; left out for none. */
        taskId: idSchema.optional(),
        quote: text(20_000),
        replacement: text(100_000).nullable(),
        createdAt: when,
        resolvedAt: when.nullable(),
        resolvedBy: author,
        comments: z.array(commentSchema).max(5000),
      }),
    )
    .max(ARCHIVE_LIMITS.threads),
  versions: z
    .array(
      z.strictObject({ seq: z.number().int().min(0), name: text(200), createdAt: when, createdBy: author }),
    )
    .max(5000),
  /** What a task has beside the text that it is, by the id of its block. */
  tasks: z
    .array(z.strictObject({ block: text(64), isDone: z.boolean(), extra: extra.optional() }))
    .max(20_000),
  extra: extra.optional(),
});

/** What `plenum.json` says. */
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>;
/** A page in it. */
export type ArchivePage = ArchiveManifest['pages'][number];
/** A file in it. */
export type ArchiveFile = ArchiveManifest['files'][number];
/** Somebody in it. */
export type ArchivePerson = ArchiveManifest['people'][number];
/** What stands beside the text of a page. */
export type ArchiveDetails = z.infer<typeof archiveDetailsSchema>;
