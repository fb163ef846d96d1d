const LONGEST = 80;
const LONGEST_PATH = 700;

/** Names of files for titles, each of a folder once, and none that a system refuses. */
export class FileNames {
  readonly #taken = new Set<string>();

  /** @param folder with a slash at its end, or empty. @param ending with its dot, or empty. */
  take(folder: string, title: string, ending: string): string {
    // What lies too deep to be unpacked everywhere lies at the top.
    const place = folder.length > LONGEST_PATH ? '' : folder;
    const name = fileNameOf(title);
    for (let number = 1; ; number += 1) {
      const path = `${place}${name}${number === 1 ? '' : ` (${number})`}${ending}`;
      const key = path.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return path;
    }
  }
}

/** A title as the name of a file. */
export function fileNameOf(title: string): string {
  const clean = title
    .normalize()
    .replace(/[/\\:*?"<>|]|\p{Cc}|\p{Cs}|\p{Cf}/gu, ' ')
    .replace(/\s+/g, ' ');
  const short = [...clean]
    .slice(0, LONGEST)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  return short === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? `_${short}` : short;
}
