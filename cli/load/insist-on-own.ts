import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isOwnAddress } from '../../loadgen/own-address.ts';
import { showAddress, type Address } from '../../target/profile.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

/**
 * Sees to it that a target is on this machine or a private network, by every address that its name has, unless it is told
 * to be one's own.
 * @throws Failure
 */
export async function insistOnOwn(address: Address, isOwned: boolean): Promise<void> {
  if (isOwned) return;
  const { host } = address;
  const ips = isIP(host) === 0 ? await lookUp(host) : [host];
  const foreign = ips.find((ip) => !isOwnAddress(ip));
  if (foreign === undefined) return;
  const named = foreign === host ? '' : ` (${foreign})`;
  throw new Failure(EXIT.usage, [
    `${showAddress(address)}${named} is neither on this machine nor on a private network`,
    'load is for servers of your own: if this is one, say so with --i-own-this-server',
  ]);
}

async function lookUp(host: string): Promise<string[]> {
  try {
    const addresses = await lookup(host, { all: true });
    return addresses.map(({ address }) => address);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(EXIT.cannotRun, [`${host} has no address: ${why}`, 'correct --target or the profile'], {
      cause: error,
    });
  }
}
