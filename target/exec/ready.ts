import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from '../profile.ts';
import type { Ready } from './launch.ts';
import { listeners } from './processes.ts';
import type { Ending, Program } from './program.ts';

/** What became of waiting for a server. */
export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly ending: Ending }
  | { readonly kind: 'late' }
  | { readonly kind: 'aborted' };

export interface WaitOptions {
  readonly address: Address;
  readonly ready: Ready;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

const LOOK_EVERY_MS = 25;
/** A connection that nobody says anything on is a case of its own: where /proc tells, none is opened. */
const CONNECT_EVERY_MS = 500;
const CONNECT_MS = 1000;

/** Waits until a server is ready, has ended, or has had its time. */
export async function untilReady(program: Program, options: WaitOptions): Promise<Readiness> {
  const waiting = new AbortController();
  const signal = AbortSignal.any([waiting.signal, options.signal]);
  try {
    return await Promise.race([
      options.ready.kind === 'port'
        ? portTaken(options.address, signal)
        : lineSaid(program, options.ready.pattern),
      endOf(program, signal),
      lapse(options.deadlineMs, signal),
    ]);
  } finally {
    waiting.abort();
  }
}

async function portTaken(address: Address, signal: AbortSignal): Promise<Readiness> {
  let connectAtMs = performance.now() + CONNECT_EVERY_MS;
  while (!signal.aborted) {
    if (isTaken(address) === true) return { kind: 'ready' };
    // The listener may be in another network namespace, or this no Linux.
    if (performance.now() >= connectAtMs || isTaken(address) === undefined) {
      if (await accepts(address)) return { kind: 'ready' };
      connectAtMs = performance.now() + CONNECT_EVERY_MS;
    }
    await delay(LOOK_EVERY_MS);
  }
  return { kind: 'aborted' };
}

/** Whether something on this machine listens on the port; undefined where that cannot be told. */
export function isTaken({ port }: Address): boolean | undefined {
  return listeners()?.some((listener) => listener.port === port);
}

/** Whether a TCP connection is accepted. */
export function accepts(address: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: CONNECT_MS });
    const end = (isAccepted: boolean) => () => {
      socket.destroy();
      resolve(isAccepted);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

function lineSaid(program: Program, pattern: RegExp): Promise<Readiness> {
  return new Promise((resolve) => {
    program.onLine((line) => {
      if (pattern.test(line)) resolve({ kind: 'ready' });
    });
  });
}

async function endOf(program: Program, signal: AbortSignal): Promise<Readiness> {
  await program.ended;
  for (;;) {
    const ending = program.ending();
    if (ending !== undefined) return { kind: 'ended', ending };
    if (signal.aborted) return { kind: 'aborted' };
    await delay(LOOK_EVERY_MS * 4);
  }
}

async function lapse(deadlineMs: number, signal: AbortSignal): Promise<Readiness> {
  try {
    await delay(deadlineMs, undefined, { signal });
    return { kind: 'late' };
  } catch {
    return { kind: 'aborted' };
  }
}
