interface Wanted<Version> {
  id: string;
  seq: number;
  make: (before: Promise<Version> | undefined) => Promise<Version>;
}

/**
 * Keeps the newest version of things that are costly to make, so that it is made once however many people ask. The least
 * recently asked for is forgotten first, once all together are larger than `capacity`.
 */
export class VersionCache<Version extends { seq: number }> {
  readonly #versions = new Map<string, { seq: number; version: Promise<Version>; size: number }>();
  readonly #capacity: number;
  readonly #sizeOf: (version: Version) => number;
  #size = 0;

  constructor({ capacity, sizeOf }: { capacity: number; sizeOf: (version: Version) => number }) {
    this.#capacity = capacity;
    this.#sizeOf = sizeOf;
  }

  /**
   * The version at `seq`, or a newer one: the kept one, the one that is being made, or else what `make` makes, of the one `before` if
   * that is kept.
   */
  get({ id, seq, make }: Wanted<Version>): Promise<Version> {
    const known = this.#versions.get(id);
    if (known && known.seq >= seq) {
      // Asked for last, so forgotten last.
      this.#versions.delete(id);
      this.#versions.set(id, known);
      return known.version;
    }
    this.#forget(id);
    const entry = { seq, version: make(known?.version), size: 0 };
    this.#versions.set(id, entry);
    entry.version.then(
      (version) => this.#weigh(id, { entry, size: this.#sizeOf(version) }),
      () => this.#versions.get(id) === entry && this.#forget(id),
    );
    return entry.version;
  }

  #weigh(id: string, { entry, size }: { entry: { size: number }; size: number }): void {
    if (this.#versions.get(id) !== entry) return;
    // For it all others would go, and then it too.
    if (size > this.#capacity) {
      this.#forget(id);
      return;
    }
    entry.size = size;
    this.#size += size;
    for (const oldest of this.#versions.keys()) {
      if (this.#size <= this.#capacity) break;
      this.#forget(oldest);
    }
  }

  #forget(id: string): void {
    this.#size -= this.#versions.get(id)?.size ?? 0;
    this.#versions.delete(id);
  }
}
