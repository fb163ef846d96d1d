/** A value of an address's query as Next hands it over: a name that stands there twice has several. */
export type QueryValue = string | string[] | undefined;

/** The first of a query's values. */
export function firstValue(value: QueryValue): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
