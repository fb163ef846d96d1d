import path from 'node:path';
import { LOG_LEVELS } from '@plenum/domain/log-level';
import { z } from 'zod';

const schema = z.object({
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be the http or https address that people open' })
    .default('http://localhost:3000')
    .transform((url) => url.replace(/\/+$/, '')),
  PLENUM_DATA: z.string({ error: 'must name the data folder' }).min(1),
  DATABASE_URL: z.string({ error: 'must be the address of a PostgreSQL database' }).min(1),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' }).optional(),
  NEXTAUTH_SECRET: z.string().min(1).optional(),
  CHROMIUM_PATH: z.string().min(1).optional(),
  CHROMIUM_SANDBOX: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
  // A browser that lies in a folder of its own finds its libraries and fonts by these.
  LD_LIBRARY_PATH: z.string().optional(),
  FONTCONFIG_FILE: z.string().optional(),
});

/** The configuration of the web process. */
export type Env = z.infer<typeof schema>;

/** Whether pages are compiled as they are opened (`next dev`). */
export const DEVELOPMENT = process.env.NODE_ENV === 'development';

const levels = z.enum(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);

/** How much is written to the log; read by itself, since there is a log before there is a configuration. */
export const LOG_LEVEL = levels.default('info').parse(process.env.LOG_LEVEL || undefined);

/** The program that reads and writes files; whoever starts this process says where it is, and tests have it where it is built. */
export function converterProgram(): string {
  return process.env.CONVERTER || path.join(import.meta.dirname, '../../../packages/formats/dist/worker.js');
}

/** What webhooks may reach beside public addresses, checked by whoever starts this process; read by itself, since tests have no configuration. */
export function webhookAllowedHosts(): string {
  return process.env.WEBHOOK_ALLOWED_HOSTS ?? '';
}

/** Whether there is a mail server, checked by whoever starts this process and spoken to by the live server; read by itself as above. */
export function sendsMail(): boolean {
  return Boolean(process.env.SMTP_URL);
}

let known: Env | undefined;

/** What tells of the bucket in which files are; read by itself, since the database's package knows its variables. */
export function s3Variables(): Record<string, string | undefined> {
  return process.env;
}

/**
 * The configuration, read once when it is first needed: a build has none.
 * @throws Error that names the variables that are missing or wrong.
 */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

/** Checks a set of variables; {@link env} is for everybody but its test. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join(' '));
}
