import { asAppError } from '@plenum/database/as-app-error';
import { AppError } from '@plenum/domain/errors';
import { parseInput } from '@plenum/domain/input';
import { getLocale } from 'next-intl/server';
import type { ZodType } from 'zod';
import { sentence } from '#i18n/sentences.ts';
import { log } from '#lib/log.ts';

/** What a form knows after it was sent; null before. `values` is what was typed, without passwords. */
export type FormState<Result = undefined> =
  | { status: 'done'; result: Result }
  | { status: 'failed'; message: string; fields: Record<string, string>; values: Record<string, string> }
  | null;

/**
 * Makes a server action of a form out of a schema and what to do with its input. Errors for people come back in their
 * language with what was typed; others are logged and become one sentence.
 */
export function formAction<Input, Result>({
  schema,
  lists = [],
  act,
}: {
  schema: ZodType<Input>;
  /** Fields that a form may have several times; the schema gets their values as an array. */
  lists?: readonly string[];
  act: (input: Input) => Promise<Result>;
}): (state: FormState<Result>, form: FormData) => Promise<FormState<Result>> {
  return async (_state, form) => {
    const values = textValues(form);
    try {
      return {
        status: 'done',
        result: await act(parseInput(schema, { ...values, ...listsIn(form, lists) })),
      };
    } catch (error) {
      const { message, fields } = await explain(error);
      return { status: 'failed', message, fields, values: withoutSecrets(values) };
    }
  };
}

/** An error in the reader's language; frameworks' own signals (redirects) pass through. */
async function explain(error: unknown): Promise<{ message: string; fields: Record<string, string> }> {
  if (!(error instanceof AppError)) {
    if (isFrameworkSignal(error)) throw error;
    log.error({ err: error }, 'a form failed');
  }
  const known = asAppError(error) ?? internal();
  const locale = await getLocale();
  const fields = Object.entries(known.fields).map(([name, text]) => [name, sentence(locale, text)]);
  // A message about one field stands at the field; the form says that something needs attention.
  const message = fields.length > 0 ? 'Please check what you entered.' : known.message;
  return { message: sentence(locale, message), fields: Object.fromEntries(fields) };
}

function internal(): AppError {
  return new AppError(
    'internal',
    // Nobody knows here how far it came: a database that goes away while it commits does not tell either.
    'Something went wrong on our side. Look whether it was done before you try again.',
  );
}

/** Next throws objects with a digest to redirect or to answer "not found"; they are no errors. */
function isFrameworkSignal(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_');
}

function textValues(form: FormData): Record<string, string> {
  const entries = [...form].filter(([name]) => !name.startsWith('$ACTION'));
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}

function listsIn(form: FormData, names: readonly string[]): Record<string, string[]> {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  return Object.fromEntries(names.map((name) => [name, texts(name)]));
}

/** More than a person types into a field; what is longer the browser has anyway. */
const TYPED = 10_000;

function withoutSecrets(values: Record<string, string>): Record<string, string> {
  const typed = Object.entries(values).filter(
    ([name, value]) => !/password|code/i.test(name) && value.length <= TYPED,
  );
  return Object.fromEntries(typed);
}
