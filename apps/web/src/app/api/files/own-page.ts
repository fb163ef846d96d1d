import { AppError } from '@plenum/domain/errors';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { sentence } from '#i18n/sentences.ts';
import { problemOf } from '#lib/api/problem.ts';
import { database } from '#lib/database.ts';
import { log } from '#lib/log.ts';

/** Whether a request comes from a page of ours: browsers say where a form or a script is from (Fetch, "append a request Origin header"). */
export async function isFromOwnPage(): Promise<boolean> {
  return (await headers()).get('origin') === new URL(database().publicUrl).origin;
}

/** Answers a script of a page of ours, by what people are told in their language where it does not work. */
export async function forScript(work: () => Promise<Response>): Promise<Response> {
  if (!(await isFromOwnPage())) return new Response(null, { status: 403 });
  try {
    return await work();
  } catch (error) {
    return problemOf(await inTheirLanguage(knownOf(error)), () => {});
  }
}

/** What people are told of a file that was not taken. */
export function knownOf(error: unknown): AppError {
  // A store that is away or full is for whoever runs this, too.
  if (!(error instanceof AppError) || (error.code === 'unavailable' && error.cause !== undefined))
    log.error({ err: error }, 'a file could not be taken');
  if (error instanceof AppError) return error;
  return new AppError(
    'internal',
    'Something went wrong on our side. Look whether it was done before you try again.',
  );
}

/** The same in the language of whoever asks. */
export async function inTheirLanguage({ code, message, retryAfter }: AppError): Promise<AppError> {
  const details = retryAfter === undefined ? {} : { retryAfter };
  return new AppError(code, sentence(await getLocale(), message), details);
}
