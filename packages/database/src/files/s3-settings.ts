import { readFileSync } from 'node:fs';
import { AppError } from '@plenum/domain/errors';
import { z } from 'zod';

/** A bucket of a server that speaks S3, and the keys to it. */
export interface S3Settings {
  /** Where the server answers. */
  endpoint: string;
  region: string;
  bucket: string;
  /** What the names of all our objects begin with; ends with a slash, or is empty. */
  prefix: string;
  /** Whether the bucket is named in the path, as most servers but Amazon's want it, rather than in the host. */
  pathStyle: boolean;
  accessKeyId: string;
  secretAccessKey: string;
  /** Milliseconds without an answer, or a piece of one, after which the server counts as gone. */
  patience?: number;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*\/?$/;

const schema = z.object({
  S3_BUCKET: z
    .string()
    .regex(BUCKET, 'must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens'),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be the http or https address of a server that speaks S3' })
    .refine(
      (url) => !/[@?#]/.test(url),
      'must be an address alone: the keys are S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
    ),
  S3_REGION: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be the name of a region')
    .default('us-east-1'),
  S3_PREFIX: z
    .string()
    .max(200, 'must have at most 200 characters')
    .regex(PREFIX, 'must be letters, digits, dots, hyphens and underscores, with slashes between them')
    .transform((prefix) => (prefix.endsWith('/') ? prefix : `${prefix}/`))
    .default(''),
  S3_PATH_STYLE: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
  S3_ACCESS_KEY_ID: z.string('must be the name of a key').min(1),
  S3_SECRET_ACCESS_KEY: z
    .string('must be the secret of that key, or S3_SECRET_ACCESS_KEY_FILE a file with it')
    .min(1),
});

/**
 * Reads from the environment where files are kept; an empty variable counts as not set.
 * @returns null where they are in the data folder: none of the variables is set then.
 * @throws AppError `invalid_input` with one sentence for each variable that is wrong, never with its value.
 */
export function readS3Settings(variables: Record<string, string | undefined>): S3Settings | null {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => name.startsWith('S3_') && value !== ''),
  );
  if (Object.keys(given).length === 0) return null;
  const { S3_SECRET_ACCESS_KEY_FILE: file } = given;
  if (file !== undefined) given.S3_SECRET_ACCESS_KEY = secretIn(file);
  const result = schema.safeParse(given);
  if (!result.success) {
    const sentences = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`);
    throw new AppError('invalid_input', [...new Set(sentences)].join(' '));
  }
  const env = result.data;
  return {
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    bucket: env.S3_BUCKET,
    prefix: env.S3_PREFIX,
    pathStyle: env.S3_PATH_STYLE === '1',
    accessKeyId: env.S3_ACCESS_KEY_ID,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY,
  };
}

function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new AppError(
      'invalid_input',
      'S3_SECRET_ACCESS_KEY_FILE must name a file that this user may read.',
    );
  }
}
