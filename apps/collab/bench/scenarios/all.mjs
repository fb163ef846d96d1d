import { ack } from './ack.mjs';
import { assembly } from './assembly.mjs';
import { load1 } from './load1.mjs';
import { load2, load2b } from './load2.mjs';
import { load3, load3b } from './load3.mjs';
import { load4 } from './load4.mjs';
import { load6 } from './load6.mjs';
import { load7 } from './load7.mjs';
import { many } from './many.mjs';
import { meeting } from './meeting.mjs';
import { nodes } from './nodes.mjs';
import { opening } from './opening.mjs';
import { slow } from './slow.mjs';

/**
 * What can be measured, in the order of the report.
 * @typedef {object} Scenario
 * @property {string} title
 * @property {string[]} servers those it can be measured with
 * @property {number} [longest] seconds after which it is given up, beside those of typing
 * @property {[string, (result: object) => string][]} columns
 * @property {(given: object) => Promise<object>} measure
 * @property {(results: Record<string, object | undefined>) => import('../report/goals.mjs').Goal[]} goals
 *
 * @type {Record<string, Scenario>}
 */
export const SCENARIOS = {
  assembly,
  meeting,
  many,
  opening,
  slow,
  ack,
  load1,
  load2,
  load2b,
  load3,
  load3b,
  load4,
  load6,
  load7,
  nodes,
};
