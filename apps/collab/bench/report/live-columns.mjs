import { figure, megabytes, percent } from './table.mjs';

/** The columns of a scenario in which people write and read. */
export const LIVE_COLUMNS = [
  ['CPU ms per 1,000 delivered', ({ cpuPerThousand }) => figure(cpuPerThousand)],
  ['PostgreSQL', ({ databaseCpuPerThousand }) => figure(databaseCpuPerThousand || null)],
  ['p50 / p99 ms at writers', ({ latency }) => pair(latency.writers)],
  ['p50 / p99 ms at readers', ({ latency }) => pair(latency.readers)],
  ['memory MB peak / end', ({ usage }) => `${megabytes(usage.memoryPeak)} / ${megabytes(usage.memoryAfter)}`],
  ['delivered', ({ delivered }) => figure(delivered)],
  ['not arrived after 15 s', ({ missing }) => figure(missing)],
  ['generator busy', ({ usage }) => percent(usage.busy)],
  ['machine busy with other things', ({ usage }) => percent(usage.others)],
];

/** The median and the 99th percentile of a duration. */
export function pair({ p50, p99 }) {
  return p50 === null ? '–' : `${figure(p50)} / ${figure(p99)}`;
}

/** The 95th percentiles of two durations. */
export function pair95(first, second) {
  return `${figure(first.p95)} / ${figure(second.p95)}`;
}
