import type { FormState } from '#lib/form-action.ts';

/** A server action of a form. */
export type FormAction<Result> = (state: FormState<Result>, form: FormData) => Promise<FormState<Result>>;

/**
 * The same action for a page that must not lose what was typed: a request that gets no answer, or one of a server that is
 * starting or newer than the page, becomes a failure of the form, which says `message`. Otherwise the error would take the
 * whole page's place.
 */
export function survivingAction<Result>(action: FormAction<Result>, message: string): FormAction<Result> {
  return async (state, form) => {
    try {
      return await action(state, form);
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return { status: 'failed', message, fields: {}, values: typedValues(form) };
    }
  };
}

/** Next rejects with a digest of its own to redirect or to show "not found"; these are answers. */
export function isFrameworkSignal(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_');
}

/** What was typed, without what is secret and without files. */
function typedValues(form: FormData): Record<string, string> {
  const texts = [...form].filter(
    ([name, value]) => typeof value === 'string' && !/password|code/i.test(name),
  );
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}
