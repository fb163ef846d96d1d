import path from 'node:path';
import { readS3Settings, type S3Settings } from '@plenum/database/files/s3-settings';
import { type AllowedHosts, readAllowedHosts } from '@plenum/database/webhooks/addresses';
import { areCredentialsReadable } from '@plenum/domain/credentials';
import { AppError } from '@plenum/domain/errors';
import { LOG_LEVELS, type LogLevel } from '@plenum/domain/log-level';
import type { Chromium } from '@plenum/exchange/print-pdf';
import { z } from 'zod';

/** By what letters go out, and where they come from. */
export interface MailServer {
  url: URL;
  from: string;
}

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  /** The public port. */
  PORT: port.default(3000),
  /** The address that people use; where links and the only accepted Origin come from. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Folder of the generated secrets. */
  PLENUM_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The bus between processes; unset for LISTEN and NOTIFY. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' }).optional(),
  NEXTAUTH_SECRET: z.string().min(1).optional(),
  /** Where web answers, on 127.0.0.1. */
  WEB_PORT: port,
  /** The folder of what web's build made for browsers; unset to have web serve it. */
  WEB_BUILT: z.string().min(1).optional(),
  /** Addresses and networks, comma-separated, whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().default(''),
  /** Hosts, addresses and networks, comma-separated, that webhooks may reach beside public addresses. */
  WEBHOOK_ALLOWED_HOSTS: z.string().default(''),
  /** The mail server that letters go out by; unset for none. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' })
    .refine(
      areCredentialsReadable,
      'has a % in its user name or password that begins no code: write it as %25',
    )
    .optional(),
  /** The address that letters come from. */
  SMTP_FROM: z.email().optional(),
  /** Where metrics are served, on a port that is not for everybody; unset for nowhere. */
  METRICS_PORT: port.optional(),
  METRICS_ADDRESS: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  /** The browser that makes PDFs; unset for none. */
  CHROMIUM_PATH: z.string().min(1).optional(),
  CHROMIUM_SANDBOX: z.enum(['0', '1']).default('1'),
  LD_LIBRARY_PATH: z.string().optional(),
  FONTCONFIG_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  NODE_ENV: z.string().default('production'),
});

/** The configuration, checked. */
export interface Environment {
  port: number;
  publicUrl: URL;
  dataDir: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  nextauthSecret: string | undefined;
  /** The bucket in which files are; null where they are in the data folder. */
  s3: S3Settings | null;
  webPort: number;
  builtFolder: string | null;
  trustedProxies: string[];
  webhookHosts: AllowedHosts;
  mail: MailServer | null;
  isDevelopment: boolean;
  metrics: { port: number; address: string } | null;
  chromium: Chromium | null;
  logLevel: LogLevel;
}

/**
 * Reads the environment; an empty variable counts as not set.
 * @throws AppError with one sentence for each setting that is wrong, never with its value.
 */
export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`);
    throw new AppError('invalid_input', sentences.join(' '));
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    publicUrl: new URL(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`),
    dataDir: path.resolve(env.PLENUM_DATA),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    nextauthSecret: env.NEXTAUTH_SECRET,
    s3: readS3Settings(given),
    webPort: env.WEB_PORT,
    builtFolder: env.WEB_BUILT ?? null,
    trustedProxies: env.TRUSTED_PROXIES.split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
    webhookHosts: readAllowedHosts(env.WEBHOOK_ALLOWED_HOSTS),
    mail: mailServerOf(env),
    isDevelopment: env.NODE_ENV === 'development',
    metrics: env.METRICS_PORT === undefined ? null : { port: env.METRICS_PORT, address: env.METRICS_ADDRESS },
    chromium:
      env.CHROMIUM_PATH === undefined
        ? null
        : {
            program: env.CHROMIUM_PATH,
            isSandboxed: env.CHROMIUM_SANDBOX !== '0',
            libraryPath: env.LD_LIBRARY_PATH,
            fontconfigFile: env.FONTCONFIG_FILE,
          },
    logLevel: env.LOG_LEVEL,
  };
}

function mailServerOf({ SMTP_URL: url, SMTP_FROM: from }: z.infer<typeof schema>): MailServer | null {
  if (url === undefined) return null;
  if (from === undefined)
    throw new AppError('invalid_input', 'SMTP_FROM: must be the address that letters come from.');
  return { url: new URL(url), from };
}
