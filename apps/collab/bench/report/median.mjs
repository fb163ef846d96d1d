/**
 * The median of several results of one measurement, number by number; anything else is the first's. A number that is missing in
 * some is the median of the others.
 */
export function medianOf(results) {
  const [first] = results;
  if (results.some((result) => typeof result === 'number')) {
    const sorted = results.filter((result) => typeof result === 'number').sort((a, b) => a - b);
    return sorted[(sorted.length - 1) >> 1];
  }
  if (typeof first !== 'object' || first === null) return first;
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, medianOf(results.map((result) => result?.[key]))]),
  );
}
