import { lastWords } from '../../target/exec/words.ts';
import { showAddress } from '../../target/profile.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { Subject } from './subject.ts';

/** Why not even a first connection could be had, and what to do. */
export async function unreachable({ lifeline, ...subject }: Subject, reason: string): Promise<Failure> {
  const place = showAddress(lifeline?.address ?? subject.address);
  const what = `cannot connect to ${place}: ${reason}`;
  if (lifeline === undefined)
    return new Failure(EXIT.cannotRun, [what, 'start the server, or correct --target or the profile']);
  const { how, said } = await lifeline.autopsy();
  return new Failure(EXIT.cannotRun, [what, `the server that was started: ${how}`, ...lastWords(said)]);
}
