/** Wrong usage: the program ends with code 2. */
export class UsageError extends Error {}

/** The values of options as they were given. */
export type Given<Option extends string> = Partial<Record<Option, string | boolean>>;

/** An option that a command cannot do without. @throws UsageError */
export function required<Option extends string>(name: string, values: Given<Option>, option: Option): string {
  const value = values[option];
  if (typeof value !== 'string' || value === '') throw new UsageError(`"${name}" needs --${option}.`);
  return value;
}

/** An option that may be left out; one that is empty counts as left out. */
export function optional<Option extends string>(values: Given<Option>, option: Option): string | undefined {
  const value = values[option];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An option that is one of a few words; undefined where it is left out. @throws UsageError */
export function choice<Option extends string, Value extends string>(
  values: Given<Option>,
  option: Option,
  choices: readonly Value[],
): Value | undefined {
  const value = values[option];
  const chosen = choices.find((known) => known === value);
  if (value !== undefined && chosen === undefined) {
    throw new UsageError(`--${option} is one of ${choices.join(', ')}.`);
  }
  return chosen;
}
