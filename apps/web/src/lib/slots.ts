import { type Actor, personOf } from '@plenum/domain/access/actor';
import type { AppError } from '@plenum/domain/errors';

/** Counts work that is under way, so that nobody has too much of it at once, and all together neither. */
export class Slots {
  readonly #most: { ofAll: number; ofOne: number };
  readonly #refusal: () => AppError;
  readonly #underWay = new Map<string, number>();

  /** @param refusal what whoever asks for more is told. */
  constructor(most: { ofAll: number; ofOne: number }, refusal: () => AppError) {
    this.#most = most;
    this.#refusal = refusal;
  }

  /** Does work in a slot of somebody's. @throws the refusal where there is none; whatever the work throws. */
  take<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.takeAs(personOf(actor) ?? (actor.kind === 'guest' ? actor.linkId : actor.kind), work);
  }

  /** The same for whoever a key stands for. */
  async takeAs<T>(key: string, work: () => Promise<T>): Promise<T> {
    const own = this.#underWay.get(key) ?? 0;
    const all = [...this.#underWay.values()].reduce((sum, count) => sum + count, 0);
    if (own >= this.#most.ofOne || all >= this.#most.ofAll) throw this.#refusal();
    this.#underWay.set(key, own + 1);
    try {
      return await work();
    } finally {
      const left = (this.#underWay.get(key) ?? 1) - 1;
      if (left > 0) this.#underWay.set(key, left);
      else this.#underWay.delete(key);
    }
  }
}
