import { isIPv6 } from 'node:net';

/**
 * What stands for whoever is behind an address: an IPv4 address, or the /64 of an IPv6 one, since a line gets at least that
 * many addresses and may use a new one for each request (RFC 6177).
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return plain;
  const groups = groupsOf(plain);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return groups.slice(6).flatMap(bytesOf).join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight numbers of an IPv6 address; URL writes the last two in hexadecimal, whatever they came as. */
function groupsOf(address: string): number[] {
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail].map((half) =>
    half ? half.split(':').map((group) => Number.parseInt(group, 16)) : [],
  );
  const known = [...(left ?? []), ...(right ?? [])];
  return [...(left ?? []), ...Array<number>(8 - known.length).fill(0), ...(right ?? [])];
}

function bytesOf(group: number): [number, number] {
  return [group >> 8, group & 0xff];
}
