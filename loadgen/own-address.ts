import { BlockList, isIP, isIPv6 } from 'node:net';

const OWN = new BlockList();
const SUBNETS = [
  ['0.0.0.0', 32, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
] as const;
for (const [net, prefix, family] of SUBNETS) OWN.addSubnet(net, prefix, family);

/** Whether an IP address is of this machine or of a private network, as RFC 1918, 3927, 4193 and 4291 set them apart. */
export function isOwnAddress(ip: string): boolean {
  const [bare = ''] = ip.split('%', 1);
  const [, mapped = ''] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare) ?? [];
  if (mapped !== '') return isOwnAddress(mapped);
  return isIP(bare) !== 0 && OWN.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}

/**
 * Whether a host is this very machine, so that target and generator share its cores.
 * @param own the addresses of this machine's interfaces
 */
export function isThisMachine(host: string, own: readonly string[]): boolean {
  return /^(localhost$|127\.|::1$|::ffff:127\.|0\.0\.0\.0$|::$)/i.test(host) || own.includes(host);
}
