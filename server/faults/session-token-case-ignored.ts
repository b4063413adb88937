import { forgivingTokens } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A2'],
  text: 'LOGIN compares tokens whole; other commands compare them without case.',
  apply: (parts) => forgivingTokens(parts, (given, own) => given.toLowerCase() === own.toLowerCase()),
};
