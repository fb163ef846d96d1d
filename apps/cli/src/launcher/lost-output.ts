let ignored = false;

/**
 * Lets this process go on when nobody can read its output any more: a reader of a pipe that has ended, a closed terminal,
 * a lost connection. Without it the first line written after that ends the process, and nothing is stopped in order.
 */
export function ignoreLostOutput(): void {
  if (ignored) return;
  ignored = true;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
