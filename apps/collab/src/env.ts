import path from 'node:path';
import { z } from 'zod';

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
  webPort: number;
  builtFolder: string | null;
  trustedProxies: string[];
  isDevelopment: boolean;
}

/** Reads the environment. @throws Error with one sentence for each setting that is wrong. */
export function readEnvironment(): Environment {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join(' '),
    );
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    publicUrl: new URL(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`),
    dataDir: path.resolve(env.PLENUM_DATA),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    nextauthSecret: env.NEXTAUTH_SECRET,
    webPort: env.WEB_PORT,
    builtFolder: env.WEB_BUILT ?? null,
    trustedProxies: env.TRUSTED_PROXIES.split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
    isDevelopment: env.NODE_ENV === 'development',
  };
}
