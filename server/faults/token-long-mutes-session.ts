import { aroundCommands } from '../around/commands.ts';
import { silence } from '../around/end.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: "A LOGIN with a long token ends the session's process; the connection stays open and mute.",
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], (request, next) =>
      valueOf(request, 'api-token').length > 512 ? silence() : next(request),
    ),
};
