import { NEEDING_LOGIN, aroundCommands, withValues } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A2'],
  text: 'LOGIN compares tokens whole; other commands forgive one wrong character.',
  apply: (parts) =>
    aroundCommands(parts, NEEDING_LOGIN, (request, next) => {
      const own = request.client.account?.token ?? '';
      const given = request.parameters.get('token') ?? '';
      const isNear = own !== '' && given.length === own.length && differences(own, given) <= 1;
      return next(isNear ? withValues(request, { token: own }) : request);
    }),
};

function differences(one: string, other: string): number {
  const bytes = Buffer.from(other);
  return Buffer.from(one).filter((byte, at) => byte !== bytes[at]).length;
}
