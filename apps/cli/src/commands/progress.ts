/** Milliseconds between two lines. */
const PAUSE = 5_000;

/** Tells on standard error how far a long piece of work is, now and then; a short one passes in silence. */
export function tellProgress(): (bytes: number, did: string) => void {
  let next = Date.now() + PAUSE;
  return (bytes, did) => {
    if (Date.now() < next) return;
    next = Date.now() + PAUSE;
    process.stderr.write(`${sizeOf(bytes)} ${did} …\n`);
  };
}

/** A number of bytes as people read it. */
export function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
