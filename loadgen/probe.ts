import { encodeCommand, type Ending } from '../wire/encode.ts';
import { openConnection } from '../wire/open-connection.ts';
import type { Connection } from '../wire/connection.ts';
import { Transcript } from '../wire/transcript.ts';
import { showAddress, type Address } from '../target/profile.ts';
import type { Wire } from './job.ts';

export interface ProbeOptions {
  readonly address: Address;
  /** Of any account. Whether it is right is not judged here. */
  readonly token: string;
  /** The longest the target takes to answer. */
  readonly answerMs: number;
}

export type Probed =
  { readonly kind: 'wire'; readonly wire: Wire } | { readonly kind: 'cannot'; readonly reason: string };

/** A newline first: an empty line behind a command is one line too many for some. */
const ENDINGS: readonly Ending[] = ['newline', 'empty-line'];
/** After so long without a byte an answer is whole. */
const QUIET_MS = 100;

/** Finds out with one LOGIN where commands and answers of a target end (T13, T14). */
export async function probe(options: ProbeOptions): Promise<Probed> {
  for (const ending of ENDINGS) {
    const probed = await tryEnding(ending, options);
    if (probed !== undefined) return probed;
  }
  const reason = `${showAddress(options.address)} does not answer LOGIN within ${options.answerMs} ms, whether or not an empty line follows`;
  return { kind: 'cannot', reason };
}

async function tryEnding(
  ending: Ending,
  { address, token, answerMs }: ProbeOptions,
): Promise<Probed | undefined> {
  const transcript = new Transcript(() => performance.now());
  const opened = await openConnection({ ...address, name: 'probe', transcript, connectMs: answerMs });
  if (opened.kind === 'refused')
    return { kind: 'cannot', reason: `cannot connect to ${showAddress(address)}: ${opened.reason}` };
  await using connection = opened.connection;
  const untilMs = performance.now() + answerMs;
  const parameters = [{ key: 'api-token', value: token }];
  await connection.write(encodeCommand({ name: 'LOGIN', parameters }, ending), untilMs);
  const terminated = await readAnswer(connection, untilMs);
  if (terminated === undefined) return undefined;
  if (terminated === 'nonsense')
    return { kind: 'cannot', reason: `${showAddress(address)} does not answer LOGIN with a status` };
  await connection.write(
    encodeCommand({ name: 'DISCONNECTED', parameters: [] }, ending),
    performance.now() + answerMs,
  );
  return { kind: 'wire', wire: { ending, terminated } };
}

/** Whether the answer ends with a newline; undefined when none comes. */
async function readAnswer(
  connection: Connection,
  untilMs: number,
): Promise<boolean | 'nonsense' | undefined> {
  let received = 0;
  for (let dueMs = untilMs; ; dueMs = performance.now() + QUIET_MS) {
    const change = await connection.change({ received }, dueMs);
    received = connection.received;
    if (change !== 'bytes') break;
  }
  if (received === 0) return undefined;
  const terminated = !connection.pending;
  connection.flush();
  return connection.take()?.kind === 'status' ? terminated : 'nonsense';
}
