/** The values of a statement that is put together, in the order of their `$` numbers. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Takes a value, and gives what stands for it. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
