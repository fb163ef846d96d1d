import path from 'node:path';
import { parseArgs } from 'node:util';
import { REPORT_HEADING } from './report/report.mjs';
import { SCENARIOS } from './scenarios/all.mjs';
import { SERVERS } from './servers/start.mjs';

const HELP = `npm run bench -- [scenario …] [--servers a,b] [--seconds 8] [--rounds 1] [--full] [--trace FILE] [--into FILE] [--json]

  --servers  ${Object.keys(SERVERS).join(', ')}; all of them by default
  --seconds  of typing in each measurement
  --rounds   measurements of each, of which the median counts
  --full     what is shortened otherwise runs at full length
  --trace    a recorded session (github.com/josephg/editing-traces, "concurrent") to open
  --into     a page in Markdown, of which the report takes the place of all under "${REPORT_HEADING}"
  --json     results as JSON, a line a scenario

Scenarios, all of them by default:

${Object.entries(SCENARIOS)
  .map(([name, { title }]) => `  ${name.padEnd(10)} ${title}`)
  .join('\n')}`;

/** Reads the arguments. @throws Error with what is wrong. */
export function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      servers: { type: 'string', default: Object.keys(SERVERS).join(',') },
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '1' },
      full: { type: 'boolean', default: false },
      trace: { type: 'string' },
      into: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    help: values.help ? HELP : null,
    scenarios: known(positionals.length > 0 ? positionals : Object.keys(SCENARIOS), SCENARIOS),
    servers: known(values.servers.split(','), SERVERS),
    rounds: count(values.rounds, { name: 'rounds', most: 20 }),
    json: values.json,
    into: values.into ? path.resolve(values.into) : null,
    settings: {
      seconds: count(values.seconds, { name: 'seconds', most: 600 }),
      full: values.full,
      trace: values.trace ? path.resolve(values.trace) : null,
    },
  };
}

function known(names, all) {
  for (const name of names)
    if (!Object.hasOwn(all, name)) throw new Error(`"${name}" is unknown.\n\n${HELP}`);
  return names;
}

function count(text, { name, most }) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Error(`--${name} takes a whole number from 1 to ${most}.`);
}
