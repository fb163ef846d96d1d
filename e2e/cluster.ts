import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startThrowAwayPostgres } from '@plenum/database/embedded/throw-away';
import { ThrowAwayRedis } from '@plenum/database/testing/throw-away-redis';
import { Instance } from './instance.ts';
import { LoadBalancer } from './load-balancer.ts';

/** Two nodes of one instance behind one address, set up as docs/running.md says. */
export class Cluster {
  readonly nodes: [Instance, Instance];
  readonly url: string;
  readonly #cleanUp: (() => unknown)[];

  private constructor(nodes: [Instance, Instance], url: string, cleanUp: (() => unknown)[]) {
    this.nodes = nodes;
    this.url = url;
    this.#cleanUp = cleanUp;
  }

  static async start({ withRedis }: { withRedis: boolean }): Promise<Cluster> {
    const cleanUp: (() => unknown)[] = [];
    try {
      const postgres = await startThrowAwayPostgres();
      cleanUp.push(() => postgres.stop());
      const balancer = await LoadBalancer.listen();
      cleanUp.push(() => balancer.close());
      const redis = withRedis ? await ThrowAwayRedis.start() : null;
      if (redis) cleanUp.push(() => redis.stop());
      const configuration = {
        PUBLIC_URL: balancer.url,
        DATABASE_URL: postgres.url,
        ...(redis && { REDIS_URL: redis.url }),
      };
      const first = await Instance.create(configuration);
      cleanUp.push(() => first.destroy());
      await first.start();
      const second = await Instance.create(configuration);
      cleanUp.push(() => second.destroy());
      shareKeys(first, second);
      await second.start();
      balancer.serve([first.port, second.port]);
      return new Cluster([first, second], balancer.url, cleanUp);
    } catch (error) {
      await undo(cleanUp);
      throw error;
    }
  }

  get output(): string {
    return this.nodes.map(({ output }) => output).join('\n');
  }

  destroy(): Promise<void> {
    return undo(this.#cleanUp);
  }
}

/** All nodes of an instance have the same keys. */
function shareKeys(from: Instance, to: Instance): void {
  mkdirSync(to.dataFolder, { recursive: true });
  for (const name of ['session-secret', 'token-key'])
    copyFileSync(join(from.dataFolder, name), join(to.dataFolder, name));
}

async function undo(steps: (() => unknown)[]): Promise<void> {
  for (const step of steps.splice(0).reverse()) await step();
}
