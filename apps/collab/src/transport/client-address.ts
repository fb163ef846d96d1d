import { BlockList, isIP } from 'node:net';

/**
 * Makes the function that says whose request it is: the peer, or behind trusted proxies the last address in X-Forwarded-For
 * that is none of them.
 * @param trusted addresses and networks in CIDR notation. @throws Error for one that is neither.
 */
export function clientAddressBehind(
  trusted: readonly string[],
): (request: { peer: string | undefined; forwardedFor: string | undefined }) => string {
  const proxies = blockListOf(trusted);
  return ({ peer, forwardedFor }) => {
    const hops = [...(forwardedFor ?? '').split(',').map((hop) => hop.trim()), withoutMapping(peer ?? '')];
    for (let address = hops.pop() ?? ''; ; ) {
      const next = hops.pop();
      if (!isTrusted(address, proxies) || next === undefined || isIP(next) === 0) return address;
      address = withoutMapping(next);
    }
  };
}

function blockListOf(trusted: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    try {
      if (prefix === undefined) list.addAddress(address, family);
      else list.addSubnet(address, Number(prefix), family);
    } catch {
      throw new Error(`TRUSTED_PROXIES: ${entry} is neither an address nor a network such as 10.0.0.0/8.`);
    }
  }
  return list;
}

function isTrusted(address: string, proxies: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** IPv4 peers of a dual-stack socket come as ::ffff:1.2.3.4. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
