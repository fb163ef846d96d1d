import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { EXPORT_FORMS } from './forms.ts';

/** The languages in which a site, a PDF and untitled pages are made. */
export const TRANSFER_LOCALES = ['en', 'de'] as const;

/** One of them. */
export type TransferLocale = (typeof TRANSFER_LOCALES)[number];

/** How far something is. `coming` is a file that is still being sent. */
export const TRANSFER_STATES = ['coming', 'waiting', 'working', 'done', 'failed', 'cancelled'] as const;

/**
 * Bytes of a file that is imported, whatever the workspace may have; what somebody and a workspace may have under way at once, and how many files
 * that go out may be kept for them, those that are under way too; megabytes of the disk that stay free.
 */
export const TRANSFER_LIMITS = {
  ...{ megabytes: 2000, freeMegabytes: 1000 },
  ...{ ofOne: 3, ofWorkspace: 10, keptOfOne: 3, keptOfWorkspace: 10 },
} as const;

/** Hours for which what came of it is kept after its end. */
export const TRANSFER_HOURS = 24;

const locale = z.enum(TRANSFER_LOCALES, 'Choose one of the languages.').default('en');

/** What is to go out. */
export const newExportSchema = z.object({
  form: z.enum(EXPORT_FORMS, 'Choose what it is to be.'),
  /** A document, to go out with all below it; without one the whole workspace. */
  documentId: idSchema.nullish().transform((id) => id ?? null),
  locale,
});

/** What is to go out. */
export type NewExport = z.output<typeof newExportSchema>;

/** Where a file is to come in. */
export const newImportSchema = z.object({
  /** The page below which it comes; without one the top. */
  documentId: idSchema.nullish().transform((id) => id ?? null),
  /** Moves in once more what was moved in before. */
  isAgain: z.stringbool().default(false),
  locale,
});

/** Where a file is to come in. */
export type NewImport = z.output<typeof newImportSchema>;

/** What did not come along, as it is kept. */
export const lossesSchema = z.array(
  z.object({ code: z.string(), count: z.number(), places: z.array(z.string()) }),
);
/** What stayed when the rest went out, as it is kept. */
export const leftBehindSchema = z.object({
  hidden: z.number(),
  restricted: z.number(),
  templates: z.number(),
  largeFiles: z.array(z.string()),
  goneFiles: z.array(z.string()),
});
