import type { ZodType, z } from 'zod';
import { AppError } from './errors.ts';

/**
 * Checks input from outside against a schema.
 * @throws AppError `invalid_input` with the first problem of each field.
 */
export function parseInput<Schema extends ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[issue.path.join('.')] ??= issue.message;
  const [first] = result.error.issues;
  const place = first?.path.join('.') ?? '';
  throw new AppError('invalid_input', `${place ? `${place}: ` : ''}${first?.message ?? 'Not valid.'}`, {
    fields,
  });
}
