import { z } from 'zod';

/** The first entry of the archive: what it is and what is in it. */
export const MANIFEST = 'manifest.json';

/** The last entry: the seal over all before it. An archive without it is not whole. */
export const SEAL = 'seal.json';

/** What a manifest calls itself, so that other archives are told apart. */
export const FORMAT = 'plenum-backup';

/** Version of the archive's layout; a change that older programs would misread needs a new one. */
export const VERSION = 1;

/** Bytes that a manifest or a seal may have. */
export const MOST_JSON_BYTES = 4_000_000;

/** What can be read of the manifest whatever the version. */
export const anyManifestSchema = z.object({ format: z.literal(FORMAT), version: z.number().int() });

const name = z.string().min(1).max(63);

/** The manifest. Names of tables and columns come from PostgreSQL's catalog. */
export const manifestSchema = anyManifestSchema.extend({
  /** The Plenum that made it. */
  plenum: z.string().max(100),
  createdAt: z.iso.datetime(),
  /** What had been applied to the database, in order; checksums as Prisma Migrate has them. */
  migrations: z.array(z.object({ name: z.string().max(255), checksum: z.string().max(64) })).min(1),
  /** In the order of the archive. */
  tables: z.array(z.object({ name, columns: z.array(name).min(1) })),
  /** Those that have been used, with the last number they gave (a bigint). */
  sequences: z.array(z.object({ name, last: z.string().regex(/^-?\d{1,19}$/) })),
});

/** What an archive says about itself. */
export type Manifest = z.infer<typeof manifestSchema>;

/** One table as the archive has it. */
export type Table = Manifest['tables'][number];

/** One sequence as the archive has it. */
export type Sequence = Manifest['sequences'][number];

/** Holds the archive against what its maker put in. */
export const sealSchema = z.object({
  /** SHA-256 in hexadecimal, as {@link EntryDigest} makes it. */
  sha256: z.string(),
  entries: z.number().int(),
  bytes: z.number().int(),
  /** Rows of each table. */
  rows: z.record(z.string(), z.number().int()),
  files: z.number().int(),
});

/** The last word of an archive. */
export type Seal = z.infer<typeof sealSchema>;

/** Name of an entry with a part of a table's rows, in the text format of COPY; parts are numbered from 1. */
export function tablePart({ name: table }: Table, part: number): string {
  return `tables/${table}/${String(part).padStart(6, '0')}`;
}

/** Folder of the entries with the instance's keys. */
export const KEYS = 'keys/';

/** Folder of the entries with the files of the data folder. */
export const FILES = 'files/';
