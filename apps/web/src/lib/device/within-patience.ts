/** Milliseconds that the device may take for something, before a page goes on without; some browsers never answer. */
const PATIENCE = 4000;

/** @throws Error when the device takes too long */
export async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The device did not answer in time.')), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
