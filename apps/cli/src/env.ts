import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readS3Settings, type S3Settings } from '@plenum/database/files/s3-settings';
import { readAllowedHosts } from '@plenum/database/webhooks/addresses';
import { areCredentialsReadable } from '@plenum/domain/credentials';
import { AppError } from '@plenum/domain/errors';
import { LOG_LEVELS } from '@plenum/domain/log-level';
import type { Chromium } from '@plenum/exchange/print-pdf';
import { z } from 'zod';

/** The repository's root; when it runs, this file is apps/cli/dist/env.js. */
export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The folder of the database's migrations. */
export const MIGRATIONS = path.join(ROOT, 'prisma', 'migrations');

/** The program that reads and writes files. */
export const CONVERTER = path.join(ROOT, 'packages/formats/dist/worker.js');

/** The version of this Plenum. */
export function readVersion(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
  return version;
}

/** The browser that makes PDFs, as the programs are told of it; null for none. */
export function chromiumOf({ inherited }: Pick<Env, 'inherited'>): Chromium | null {
  const { CHROMIUM_PATH: program, CHROMIUM_SANDBOX, LD_LIBRARY_PATH, FONTCONFIG_FILE } = inherited;
  if (program === undefined) return null;
  const isSandboxed = CHROMIUM_SANDBOX !== '0';
  return { program, isSandboxed, libraryPath: LD_LIBRARY_PATH, fontconfigFile: FONTCONFIG_FILE };
}

/** What the command line and the launcher are configured by. */
export interface Env {
  port: number;
  /** The address people open, without a slash at its end. */
  publicUrl: string;
  /** Absolute path of the folder that holds all state. */
  dataDir: string;
  /** Where it is not set there is the built-in PostgreSQL in the data folder. */
  databaseUrl: string | undefined;
  /** Where it is not set, processes hear of each other through the database. */
  redisUrl: string | undefined;
  /** Where it is not set there is one generated into the data folder. */
  nextauthSecret: string | undefined;
  /** The bucket in which files are; null where they are in the data folder. */
  s3: S3Settings | null;
  /** All variables as they were given, for the programs that the launcher starts. */
  inherited: Record<string, string | undefined>;
}

const PORT_RANGE = 'must be a number from 1 to 65535';
const PUBLIC_ADDRESS = 'must be the http or https address that people open, without a path';

const port = z
  .string()
  .regex(/^\d{1,5}$/, PORT_RANGE)
  .transform(Number)
  .pipe(z.number().min(1, PORT_RANGE).max(65_535, PORT_RANGE));

const schema = z
  .object({
    PORT: port.default(3000),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: PUBLIC_ADDRESS })
      .regex(/^https?:\/\/[^/?#]+\/?$/, PUBLIC_ADDRESS)
      .transform((url) => url.replace(/\/$/, ''))
      .optional(),
    PLENUM_DATA: z.string().default(path.join(ROOT, '.data')),
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: 'must begin with postgresql:// and name a server and a database',
      })
      .optional(),
    REDIS_URL: z
      .url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss:// and name a server' })
      .optional(),
    METRICS_PORT: port.optional(),
    METRICS_ADDRESS: z
      .union([z.ipv4(), z.ipv6()], 'must be an IP address of this machine, as 127.0.0.1')
      .optional(),
    WEBHOOK_ALLOWED_HOSTS: z
      .string()
      .refine(
        areAllowedHosts,
        'must be host names, addresses or networks such as 10.0.0.0/8, comma-separated',
      )
      .optional(),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps:// and name a mail server' })
      .refine(
        areCredentialsReadable,
        'has a % in its user name or password that begins no code: write it as %25',
      )
      .optional(),
    SMTP_FROM: z.email('must be an e-mail address, from which letters come').optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional(),
    NEXTAUTH_SECRET: z.string().min(32, 'must be at least 32 characters long').optional(),
  })
  .refine((env) => !env.SMTP_URL || env.SMTP_FROM, {
    path: ['SMTP_FROM'],
    error: 'must be set where SMTP_URL is: the address that letters come from',
  });

function areAllowedHosts(text: string): boolean {
  try {
    readAllowedHosts(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Checks the environment and fills in the defaults; an empty variable counts as not set.
 * @throws AppError `invalid_input` with one sentence for each variable that is wrong, never with its value.
 */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const sentences = new Set(
      result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`),
    );
    throw new AppError('invalid_input', [...sentences].join(' '));
  }
  const { PORT: port, PUBLIC_URL, PLENUM_DATA, DATABASE_URL, REDIS_URL, NEXTAUTH_SECRET } = result.data;
  return {
    port,
    publicUrl: PUBLIC_URL ?? `http://localhost:${port}`,
    dataDir: path.resolve(PLENUM_DATA),
    databaseUrl: DATABASE_URL,
    redisUrl: REDIS_URL,
    nextauthSecret: NEXTAUTH_SECRET,
    s3: readS3Settings(given),
    inherited: given,
  };
}
