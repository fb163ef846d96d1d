import { figure } from './table.mjs';

/**
 * A goal: what it says, the figure it is about, and the most that figure may be. Either is null where the run did not measure
 * what is needed to tell.
 * @typedef {{ says: string, value: number | null, most: number | null, unit?: string }} Goal
 */

/** A line for a goal: reached or not, and how far. @param {Goal} goal */
export function goalLine({ says, value, most, unit = '' }) {
  if (!isNumber(value) || !isNumber(most)) return `- not measured: ${says}`;
  const verdict = value <= most ? '**reached**' : '**not reached**';
  return `- ${verdict}: ${says}: ${figure(value)}${unit} (at most ${figure(most)}${unit})`;
}

/** One figure divided by another; null where either is missing. */
export function ratio(value, other) {
  return isNumber(value) && isNumber(other) && other > 0 ? value / other : null;
}

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}
