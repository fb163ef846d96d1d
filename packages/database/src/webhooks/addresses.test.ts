import type { AppError } from '@plenum/domain/errors';
import { describe, expect, test } from 'vitest';
import { isPublicAddress, readAllowedHosts } from './addresses.ts';
import { destinationOf } from './destination.ts';

describe('addresses', () => {
  test.each([
    ['of this machine', ['127.0.0.1', '127.255.255.254', '0.0.0.0', '::1', '::', '0.1.2.3']],
    [
      'of private networks',
      ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12::1'],
    ],
    ['of a link', ['169.254.1.1', 'fe80::1', 'fe80::1%eth0', 'febf::1']],
    ['of providers’ networks', ['100.64.0.1', '100.127.255.255']],
    [
      'with secrets of clouds',
      ['169.254.169.254', 'fd00:ec2::254', '168.63.129.16', '100.100.100.200', '192.0.0.192'],
    ],
    ['of many', ['224.0.0.1', '239.255.255.255', '255.255.255.255', '240.0.0.1', 'ff02::1']],
    [
      'of documents and tests',
      ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1', '198.18.0.1'],
    ],
    [
      'of IPv4 in IPv6',
      ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '::ffff:0:7f00:1'],
    ],
    [
      'of IPv4 behind a translator',
      ['64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001:0:7f00:1::', '2002:808:808::'],
    ],
    ['that are none', ['', 'localhost', '1.2.3', '127.1', '0x7f000001', '8.8.8.8 ', '[2606:4700::1]']],
  ])('HOOK-6 no address %s is taken for one of the public internet', (_, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });

  test('HOOK-6 addresses of the public internet are', () => {
    const addresses = ['8.8.8.8', '93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00::1'];
    expect(addresses.filter(isPublicAddress)).toEqual(addresses);
  });
});

const nobody = readAllowedHosts('');

function refusal(url: string, allowed = nobody): string | null {
  try {
    destinationOf(url, allowed);
    return null;
  } catch (error) {
    return (error as AppError).fields.url ?? 'no sentence';
  }
}

describe('destinations', () => {
  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://plenum/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00:ec2::254]/',
    'https://⑫7.0.0.1/',
    'http://10.0.0.8/',
  ])('HOOK-6 an address in disguise is refused where a webhook is made: %s', (url) => {
    expect(refusal(url)).toMatch(/^This address leads to this machine or into a private network\./);
  });

  test.each([
    ['example.org/hook', /^Use a whole address/],
    ['ftp://example.org/', /^Use a whole address/],
    ['file:///etc/passwd', /^Use a whole address/],
    ['http://example.org/', /^Use an address that begins with https/],
    ['https://me:secret@example.org/', /^Leave user name and password out/],
    ['https://me@example.org/', /^Leave user name and password out/],
    ['https://example.org:25/', /^Use port 443 or one from 1024 on/],
  ])('HOOK-6 %s is refused with a sentence', (url, sentence) => {
    expect(refusal(url)).toMatch(sentence);
  });

  test('HOOK-6 what is encrypted and public is taken, without what a browser keeps for itself', () => {
    expect(destinationOf('https://Example.org/hook?a=b#part', nobody).href).toBe(
      'https://example.org/hook?a=b',
    );
    expect(refusal('https://example.org:8443/')).toBeNull();
    expect(refusal('https://8.8.8.8/')).toBeNull();
  });

  test('HOOK-12 whoever runs the instance allows other hosts by name, address and network, and nothing else by that', () => {
    const allowed = readAllowedHosts(' Receiver , 127.0.0.1,10.1.0.0/16, fd12::/16');
    for (const url of [
      'http://receiver:80/',
      'http://127.0.0.1:9/',
      'https://10.1.2.3/',
      'http://[fd12::5]/',
    ]) {
      expect(refusal(url, allowed), url).toBeNull();
    }
    for (const url of ['http://127.0.0.2/', 'http://a.receiver/', 'https://10.2.0.1/', 'http://[fd13::5]/']) {
      expect(refusal(url, allowed), url).not.toBeNull();
    }
    expect(refusal('http://me:secret@receiver/', allowed)).not.toBeNull();
    for (const wrong of [
      '10.0.0.0/33',
      'a b',
      'http://receiver',
      '10.0.0.0/x',
      '*.example.org',
      '10.0.0.0/',
    ]) {
      expect(() => readAllowedHosts(wrong), wrong).toThrow(/is neither/);
    }
  });
});
