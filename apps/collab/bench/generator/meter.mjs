import { cpuOf, cpuOfMachine, memoryOf } from './usage.mjs';

/** Milliseconds between looks at the memory. */
const INTERVAL = 100;

/** Measures what a server uses between `start` and `stop`: CPU milliseconds and bytes. */
export class Meter {
  #target;
  #timer;
  #from;
  #peak = 0;

  /** @param {import('../servers/start.mjs').Target} target */
  constructor(target) {
    this.#target = target;
  }

  start() {
    this.#from = this.#now();
    this.#peak = 0;
    this.#look();
    this.#timer = setInterval(() => this.#look(), INTERVAL);
    return this;
  }

  /**
   * What was used since the start. `busy`: the share of the time that the generator was at work itself; `others`: the share of the
   * machine that went to what has no part in the measurement.
   */
  stop() {
    clearInterval(this.#timer);
    this.#look();
    const [from, now] = [this.#from, this.#now()];
    const used = { cpu: now.cpu - from.cpu, databaseCpu: now.databaseCpu - from.databaseCpu };
    const own = now.own - from.own;
    const elsewhere = now.machine.busy - from.machine.busy - used.cpu - used.databaseCpu - own;
    return {
      ...used,
      memoryBefore: from.memory,
      memoryPeak: this.#peak,
      memoryAfter: now.memory,
      busy: own / (now.time - from.time),
      others: Math.max(0, elsewhere / (now.machine.all - from.machine.all)),
    };
  }

  #look() {
    this.#peak = Math.max(this.#peak, this.#sum(memoryOf));
  }

  #now() {
    return {
      time: performance.now(),
      own: cpuOf(process.pid),
      machine: cpuOfMachine(),
      cpu: this.#sum(cpuOf),
      databaseCpu: this.#target.databaseCpu(),
      memory: this.#sum(memoryOf),
    };
  }

  #sum(of) {
    return this.#target.children.reduce((sum, { pid }) => sum + of(pid), 0);
  }
}
