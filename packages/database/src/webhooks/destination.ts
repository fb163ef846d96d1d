import { isIP } from 'node:net';
import { AppError } from '@plenum/domain/errors';
import { type AllowedHosts, hostOf, isPublicAddress } from './addresses.ts';

/** Below are the ports of mail, name servers and the like, which no webhook has. */
const FIRST_FREE_PORT = 1_024;

/**
 * The address of a webhook, normalised. Whether a name leads to a public address is known only when a message is sent, and looked at then.
 * @throws AppError `invalid_input` for what is no address, is not encrypted, names a person or another service, or lies in a private network.
 */
export function destinationOf(text: string, allowed: AllowedHosts): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw wrong('Use a whole address, such as https://example.org/hook.');
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong('Leave user name and password out of the address.');
  }
  url.hash = '';
  const host = hostOf(url);
  if (allowed.names(host)) return url;
  if (isPrivate(host)) {
    throw wrong(
      'This address leads to this machine or into a private network. Plenum sends to public addresses alone, unless whoever runs it allows others.',
    );
  }
  if (url.protocol === 'http:') throw wrong('Use an address that begins with https://.');
  if (url.port !== '' && Number(url.port) < FIRST_FREE_PORT) {
    throw wrong('Use port 443 or one from 1024 on.');
  }
  return url;
}

/** Whether a host is known to be none of the public internet without asking where its name leads. */
function isPrivate(host: string): boolean {
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return !host.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(host);
}

function wrong(message: string): AppError {
  return new AppError('invalid_input', `url: ${message}`, { fields: { url: message } });
}
