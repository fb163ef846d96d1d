// One measurement in a process of its own, so that none inherits another's heap: told what by its parent, tells the result.
import { once } from 'node:events';
import { SCENARIOS } from './scenarios/all.mjs';

process.on('disconnect', () => process.exit(1));
const [{ scenario, ...given }] = await once(process, 'message');
process.send(await SCENARIOS[scenario].measure(given));
process.disconnect();
process.exit(0);
