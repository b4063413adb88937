import { forgivingTokens } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A2'],
  text: 'LOGIN compares tokens whole; other commands forgive one wrong character.',
  apply: (parts) =>
    forgivingTokens(parts, (given, own) => given.length === own.length && differences(own, given) <= 1),
};

function differences(one: string, other: string): number {
  const bytes = Buffer.from(other);
  return Buffer.from(one).filter((byte, at) => byte !== bytes[at]).length;
}
