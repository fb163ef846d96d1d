/**
 * Keeps the newest version of things that are costly to make, so that it is made once however many people ask. The least
 * recently asked for is forgotten first, once all together are larger than `capacity`.
 */
export class VersionCache<Version extends { seq: number }> {
  readonly #versions = new Map<string, Version>();
  readonly #capacity: number;
  readonly #sizeOf: (version: Version) => number;
  #size = 0;

  constructor({ capacity, sizeOf }: { capacity: number; sizeOf: (version: Version) => number }) {
    this.#capacity = capacity;
    this.#sizeOf = sizeOf;
  }

  /** The version at `seq`: the kept one, or else what `make` makes. */
  async get({ id, seq, make }: { id: string; seq: number; make: () => Promise<Version> }): Promise<Version> {
    const known = this.#versions.get(id);
    const version = known?.seq === seq ? known : await make();
    this.#forget(id);
    this.#versions.set(id, version);
    this.#size += this.#sizeOf(version);
    for (const oldest of this.#versions.keys()) {
      if (this.#size <= this.#capacity) break;
      this.#forget(oldest);
    }
    return version;
  }

  #forget(id: string): void {
    const version = this.#versions.get(id);
    if (!version) return;
    this.#size -= this.#sizeOf(version);
    this.#versions.delete(id);
  }
}
