const LONGEST = 80;
const LONGEST_FOLDER = 700;
const MOST_PARTS = 40;

/** Names of files for titles, each of a folder once, and none that a system refuses. */
export class FileNames {
  readonly #taken = new Set<string>();
  readonly #root: string;

  /** @param root where everything lies, with a slash at its end, or empty. */
  constructor(root: string) {
    this.#root = root;
  }

  /** @param folder within the root, with a slash at its end, or empty. @param ending with its dot, or empty. */
  take(folder: string, title: string, ending: string): string {
    // What lies too deep to be unpacked everywhere lies at the top.
    const isDeep = folder.length > LONGEST_FOLDER || folder.split('/').length > MOST_PARTS;
    const place = this.#root + (isDeep ? '' : folder);
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
