// Measures servers side by side and prints a report in Markdown; started by scripts/bench.mjs.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startThrowAwayPostgres } from '@plenum/database/embedded/throw-away';
import { readOptions } from './options.mjs';
import { medianOf } from './report/median.mjs';
import { reportOf, withReport } from './report/report.mjs';
import { SCENARIOS } from './scenarios/all.mjs';

const MEASURE = fileURLToPath(new URL('./measure.mjs', import.meta.url));

/** Runs the benchmark. @param {string[]} args see options.mjs */
export async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(options.help);
    return 0;
  }
  const cluster = await startThrowAwayPostgres({ durable: true });
  // What a measurement leaves behind when it is cut short goes with the folder.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-bench-'));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      process.stderr.write(`Stopping (${signal}) …\n`);
      stop.abort();
    });
  }
  try {
    const parts = [machine(options)];
    if (!options.json) console.log(`${parts[0]}\n`);
    let failures = 0;
    for (const name of options.scenarios) {
      const results = await measureScenario(name, { options, cluster, folder, signal: stop.signal });
      if (stop.signal.aborted) return 1;
      failures += Object.values(results).filter(({ failed }) => failed).length;
      parts.push(reportOf(SCENARIOS[name], results));
      console.log(options.json ? JSON.stringify({ scenario: name, results }) : `${parts.at(-1)}\n`);
    }
    if (options.into) {
      writeFileSync(options.into, withReport(readFileSync(options.into, 'utf8'), parts.join('\n\n')));
    }
    return failures > 0 ? 1 : 0;
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Results by server. In each round every server has its turn, so that what else the machine does meets all. */
async function measureScenario(name, { options, cluster, folder, signal }) {
  const { servers, longest = 180 } = SCENARIOS[name];
  const chosen = servers.filter((server) => options.servers.includes(server));
  const results = Object.fromEntries(chosen.map((server) => [server, []]));
  for (let round = 1; round <= options.rounds; round++) {
    for (const server of chosen) {
      if (signal.aborted) break;
      process.stderr.write(`${name}: ${server}, ${round} of ${options.rounds}`);
      const start = performance.now();
      const { url, pid } = cluster;
      const given = { scenario: name, server, cluster: { url, pid }, ...options.settings };
      results[server].push(
        await measure(given, { folder, signal, seconds: longest + 4 * options.settings.seconds }),
      );
      process.stderr.write(` (${Math.round((performance.now() - start) / 1_000)} s)\n`);
    }
  }
  return Object.fromEntries(
    Object.entries(results).map(([server, all]) => [
      server,
      all.find(({ failed }) => failed) ?? medianOf(all),
    ]),
  );
}

/** One measurement in a process of its own; `{ failed }` where it came to nothing. */
async function measure(given, { folder, signal, seconds }) {
  const env = { ...process.env, TMPDIR: folder };
  const child = fork(MEASURE, { env, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4_000);
  });
  let result = null;
  child.on('message', (message) => {
    result = message;
  });
  const end = () => child.connected && child.disconnect();
  const timer = setTimeout(end, seconds * 1_000);
  signal.addEventListener('abort', end);
  child.send(given);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  if (result && code === 0) return result;
  if (said && !signal.aborted) process.stderr.write(said);
  return { failed: said.match(/Error: (.*)/)?.[1] ?? 'not done in time' };
}

function machine({ rounds, settings }) {
  const [cpu] = os.cpus();
  const gigabytes = Math.round(os.totalmem() / 1024 ** 3);
  return [
    `${os.cpus().length} × ${cpu?.model.trim()}, ${gigabytes} GB, Node.js ${process.versions.node}, all on one machine;`,
    `${settings.seconds} seconds of typing, ${rounds === 1 ? 'one round' : `the median of ${rounds} rounds`}.`,
  ].join(' ');
}
