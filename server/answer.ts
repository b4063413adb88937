import { encodeResponse } from '../wire/encode.ts';
import { STATUSES } from '../wire/status.ts';
import type { StatusCode } from '../wire/status.ts';

/** A data line: its key and its value. */
export type DataLine = readonly [key: string, value: string];

/** What a command is answered, and whether the connection goes on. */
export interface Answer {
  readonly status: StatusCode;
  readonly data: readonly DataLine[];
  readonly then: 'go-on' | 'close';
}

export function done(...data: DataLine[]): Answer {
  return { status: 200, data, then: 'go-on' };
}

/** A refusal with its reason in words. The reason must hold nothing a client made up. */
export function refused(status: Exclude<StatusCode, 200>, reason: string): Answer {
  return { status, data: [['message', reason]], then: 'go-on' };
}

/** The bytes of an answer. */
export function encodeAnswer({ status, data }: Answer): Uint8Array {
  return encodeResponse(STATUSES[status], data);
}
