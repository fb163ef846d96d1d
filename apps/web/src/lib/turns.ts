/** Lets some work be done at once, and the rest of it wait for its turn, in order. Of more than may wait nothing is begun. */
export class Turns {
  readonly #most: { atOnce: number; waiting: number };
  readonly #line: (() => void)[] = [];
  #underWay = 0;

  constructor(most: { atOnce: number; waiting: number }) {
    this.#most = most;
  }

  /** Does work in its turn. @throws TooManyWaiting where the line is full; whatever the work throws. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay < this.#most.atOnce) this.#underWay += 1;
    else if (this.#line.length >= this.#most.waiting) throw new TooManyWaiting();
    else await new Promise<void>((resolve) => this.#line.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      // Whoever is next has the turn of the one that ends.
      if (next) next();
      else this.#underWay -= 1;
    }
  }
}

/** Says that a line is full. */
export class TooManyWaiting extends Error {
  constructor() {
    super('Too many wait for their turn already.');
  }
}
