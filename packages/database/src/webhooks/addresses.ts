import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * Networks of IPv4 that are not the public internet (IANA special-purpose address registry, multicast and reserved), and the one address
 * outside them at which a cloud answers its machines with their secrets.
 */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** All of IPv6 that is given out for the public internet: what has another address inside it in disguise lies outside, or below. */
const PUBLIC_6 = ['2000::/3'];

/** What lies within that and is not public: protocols' own (Teredo among them), documentation, 6to4, AS112. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const notPublic4 = blockListOf(NOT_PUBLIC_4);
const public6 = blockListOf(PUBLIC_6);
const notPublic6 = blockListOf(NOT_PUBLIC_6);

/** Whether an IP address is one of the public internet, and no other in disguise. What is no address is none. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return public6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
}

/** What whoever runs the instance lets webhooks reach beside public addresses. */
export interface AllowedHosts {
  /** Whether a host is allowed by its name or address: at whatever address it is, also without encryption. */
  names(host: string): boolean;
  /** Whether an address lies in a network that is allowed. */
  covers(address: string): boolean;
}

const HOST_NAME = /^(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/**
 * Reads WEBHOOK_ALLOWED_HOSTS: host names, addresses and networks such as 10.0.0.0/8, comma-separated.
 * @throws Error where an entry is none of these.
 */
export function readAllowedHosts(text: string): AllowedHosts {
  const entries = text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const isNetwork = (entry: string) => entry.includes('/') || isIP(entry) !== 0;
  const names = new Set(entries.filter((entry) => !isNetwork(entry)));
  for (const name of names) {
    if (!HOST_NAME.test(name)) {
      throw new Error(`${name} is neither a host name nor an address nor a network such as 10.0.0.0/8`);
    }
  }
  const networks = blockListOf(entries.filter(isNetwork));
  const covers = (address: string) =>
    isIP(address) !== 0 && networks.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  return { names: (host) => names.has(host) || covers(host), covers };
}

/** The host of a URL as a name or address: without the brackets of IPv6 and without the dot at the end of a name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    const most = family === 'ipv4' ? 32 : 128;
    const bits = prefix === undefined ? most : /^\d+$/.test(prefix) ? Number(prefix) : Number.NaN;
    if (isIP(address) === 0 || !(bits >= 0 && bits <= most)) {
      throw new Error(`${network} is neither an address nor a network such as 10.0.0.0/8`);
    }
    list.addSubnet(address, bits, family);
  }
  return list;
}
