import { describe, expect, test } from 'vitest';
import { clientAddressBehind } from './client-address.ts';

describe('whose request it is', () => {
  const direct = clientAddressBehind([]);
  const proxied = clientAddressBehind(['10.0.0.0/8', '192.168.1.2', 'fd00::/8']);

  test('COLLAB-28, ATT-21 without trusted proxies it is the peer, whatever it says', () => {
    expect(direct({ peer: '203.0.113.7', forwardedFor: '6.6.6.6' })).toBe('203.0.113.7');
    expect(direct({ peer: '::ffff:203.0.113.7', forwardedFor: undefined })).toBe('203.0.113.7');
  });

  test.each([
    ['10.1.2.3', '203.0.113.7', '203.0.113.7'],
    ['10.1.2.3', '6.6.6.6, 203.0.113.7, 192.168.1.2', '203.0.113.7'],
    ['::ffff:10.1.2.3', '2001:db8::7', '2001:db8::7'],
    ['fd00::1', '203.0.113.7', '203.0.113.7'],
    ['10.1.2.3', 'nonsense', '10.1.2.3'],
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['203.0.113.7', '6.6.6.6', '203.0.113.7'],
  ])('COLLAB-28 behind trusted proxies: peer %s saying %s is %s', (peer, forwardedFor, expected) => {
    expect(proxied({ peer, forwardedFor })).toBe(expected);
  });

  test('COLLAB-28 what is neither an address nor a network is an error that says so', () => {
    expect(() => clientAddressBehind(['proxy.internal'])).toThrow(/TRUSTED_PROXIES: proxy.internal/);
  });
});
