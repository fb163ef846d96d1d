import { z } from 'zod';
import { ROLES } from '../access/roles.ts';
import { searchFold } from '../fold.ts';
import { idSchema, isId } from '../ids.ts';
import { nameSchema } from '../names.ts';
import { DOCUMENT_STATUSES } from './statuses.ts';

/** As Unicode recommends them for general interchange: flags, families and skin tones are one each. */
// biome-ignore lint/complexity/useRegexLiterals: the compiler's target has no literals with this flag
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** What a document is: its kind, not its machinery. */
export const DOCUMENT_KINDS = ['pad', 'wiki', 'tasks'] as const;

/** One of {@link DOCUMENT_KINDS}. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A kind, as input. */
export const documentKindSchema = z.enum(DOCUMENT_KINDS);

/** What is shared or published: a document alone, or with what lies below it. */
export const COVERS = ['document', 'branch'] as const;

/** One of {@link COVERS}. */
export type Cover = (typeof COVERS)[number];

/** Days for which a document can be taken out of the trash. */
export const TRASH_DAYS = 30;

/** Characters of a title. */
export const MAX_TITLE = 200;

/** A title: 1 to 200 characters on one line. */
export const titleSchema = z
  .string()
  .trim()
  .min(1, 'Enter a title.')
  .max(MAX_TITLE, 'Use at most 200 characters.')
  .regex(/^\P{Cc}+$/u, 'Use a single line of text.');

/** Documents that lie below one another, the first counted. */
export const MOST_LEVELS = 30;

/** An icon: one emoji. */
export const iconSchema = z
  .string()
  .trim()
  .refine((text) => ONE_EMOJI.test(text), 'Choose one emoji.');

/** Tags of a document, and characters of one, as it is written and as it is searched. */
export const TAG_LIMITS = { tags: 30, characters: 50, folded: 100 } as const;
/** What stands between tags in some script. */
const COMMAS = ',\u060c\u3001\uff0c\uff64\u1363\u07f8\u1802';

/** The same for everybody, whatever their language. */
const { compare: byAlphabet } = new Intl.Collator('en', { numeric: true });

const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(TAG_LIMITS.characters, 'Use at most 50 characters for a tag.')
  .regex(new RegExp(`^[^\\p{Cc}${COMMAS}]+$`, 'u'), 'Put a comma between two tags.')
  .refine((tag) => searchFold(tag).length <= TAG_LIMITS.folded, 'Use at most 50 characters for a tag.')
  .refine((tag) => searchFold(tag) !== '', 'A tag has at least one letter or digit.');

/** The tags of a document, each once however it is written, in the order of the alphabet. */
export const tagsSchema = z
  .array(tagSchema)
  .transform((tags) => [...new Map(tags.map((tag) => [searchFold(tag), tag])).values()].sort(byAlphabet))
  .refine((tags) => tags.length <= TAG_LIMITS.tags, 'Use at most 30 tags.');

/** The same, typed in one line with commas between them, as several scripts have them. */
export const typedTagsSchema = z
  .string()
  .max(3000, 'Use at most 30 tags.')
  .transform((typed, context) => {
    const tags = typed.split(new RegExp(`[\\p{Cc}${COMMAS}]`, 'u')).filter((tag) => tag.trim() !== '');
    const { data, error } = tagsSchema.safeParse(tags);
    if (error) context.addIssue(error.issues[0]?.message ?? 'Put a comma between two tags.');
    return data ?? z.NEVER;
  });

/** Who has access to a new document: everybody in the workspace, or its author alone until they name others. */
export const ACCESS_CHOICES = ['workspace', 'draft'] as const;

/** A new document's columns; its content is a Yjs update made by the editor package. */
export const newDocumentSchema = z.object({
  kind: documentKindSchema,
  title: titleSchema,
  parentId: idSchema.nullish(),
  /** Of a wiki page: the page before it; null for the first place, left out for the last. */
  after: idSchema.nullish(),
  icon: iconSchema.nullish(),
  tags: tagsSchema.optional(),
  access: z.enum(ACCESS_CHOICES).optional(),
});

/** A new document's columns, checked. */
export type NewDocument = z.infer<typeof newDocumentSchema>;

/** A rule of a document: what a person or a group may do with it and what lies below it. An admin may change its rules. */
export const documentRuleSchema = z.object({
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), id: idSchema }),
    z.object({ kind: z.literal('group'), id: idSchema }),
  ]),
  role: z.enum(ROLES),
});

/** A rule of a document, checked. */
export type DocumentRule = z.infer<typeof documentRuleSchema>;

/** A change of a document's columns; what is left out stays. */
export const documentPatchSchema = z
  .object({
    title: titleSchema,
    kind: documentKindSchema,
    parentId: idSchema.nullable(),
    after: idSchema.nullable(),
    icon: iconSchema.nullable(),
    tags: tagsSchema,
    /** Closed for writing, or open again. */
    isFrozen: z.boolean(),
  })
  .partial();

/** A change of a document's columns, checked. */
export type DocumentPatch = z.infer<typeof documentPatchSchema>;

/** A day, without a time. */
const NO_DAY = 'This is no day. Give it as year, month and day: 2026-12-31.';
const daySchema = z.iso.date(NO_DAY).refine((day) => day >= '2000' && day < '3000', NO_DAY);

/** What a group says of a document beside its text. */
export const documentPropertiesSchema = z.object({
  /** Who looks after it; without it whoever did before. */
  ownerId: idSchema.nullable().optional(),
  /** The day from which on it is to be looked through again. */
  reviewOn: daySchema.nullable(),
  status: z.enum(DOCUMENT_STATUSES).nullable(),
});

/** The same, checked. */
export type NewProperties = z.infer<typeof documentPropertiesSchema>;

/** Which documents are asked for by their properties, beside those that have any. */
export const propertyFilterSchema = z.object({
  status: z.enum(DOCUMENT_STATUSES).optional(),
  ownerId: idSchema.optional(),
  /** Those alone that are to be looked through today at the latest. */
  isDue: z.boolean(),
});

/** The same, checked. */
export type PropertyFilter = z.infer<typeof propertyFilterSchema>;

/** Parts of a list that are somebody's own: their favourites, and what they opened lately, the last first whatever the order. */
export const LIST_PARTS = ['favourites', 'recent'] as const;

/** Which documents of a list are asked for, and in which order; what is no such question is left out of it. */
export const documentFilterSchema = z.object({
  /** What has to be in their titles. */
  words: z.string().trim().max(100).catch(''),
  order: z.enum(['changed', 'title']).catch('changed'),
  only: z.enum(LIST_PARTS).optional().catch(undefined),
});

/** Which documents of a list are asked for, checked. */
export type DocumentFilter = z.infer<typeof documentFilterSchema>;

/** The name of a version: 1 to 80 characters on one line. */
export const versionNameSchema = nameSchema;

/** An author as the log has them who can be named: kind and id. */
export const authorKeySchema = z
  .string()
  .regex(/^(person|guest) /)
  .refine((key) => isId(key.slice(key.indexOf(' ') + 1)));

/** Which changes of a workspace are asked for: of one kind of document, of a page and those below it, of one author. */
export const changeFilterSchema = z.object({
  kind: documentKindSchema.optional(),
  below: idSchema.optional(),
  author: authorKeySchema.optional(),
});

/** The same, checked. */
export type ChangeFilter = z.infer<typeof changeFilterSchema>;

/** A row of a document's log; 0 is before the first. */
export const seqSchema = z.coerce.number().int().min(0).max(2_147_483_647);

/** Documents with which something is done at once: a page of a list. */
export const MOST_AT_ONCE = 50;

/** Several documents of a list, each once. */
export const severalSchema = z
  .array(idSchema)
  .min(1, 'Choose at least one document.')
  .max(MOST_AT_ONCE, 'Choose at most 50 documents.')
  .transform((ids) => [...new Set(ids)]);
