import type { CommandName } from '../spec/verbs.ts';
import type { Step } from '../spec/step.ts';

/** The case that shows that a command works at all. What uses the command as a means is blocked when it failed. */
const BASE: Partial<Record<CommandName, string>> = {
  LOGIN: 'login/ok',
  SEND_MSG: 'send/ok',
  UPDT_MSG: 'update/ok',
  DEL_MSG: 'delete/ok',
  BLOCK_USER: 'block/by-pro',
  BAN_USER: 'ban/by-admin',
};

const BASE_OF_CHANGE = {
  new_message: 'poll/new-message',
  message_updated: 'update/ok',
  message_deleted: 'delete/ok',
} as const;

/** The case that shows that messages can be seen in the database at all. */
const BASE_OF_LOOKS = 'stored/message';

/** What a base case itself may rest on, in this order, so that none depends on itself. */
const ORDER = [
  'login/ok',
  'disconnected/frees-user',
  'send/ok',
  BASE_OF_LOOKS,
  'poll/new-message',
  'update/ok',
  'delete/ok',
  'block/by-pro',
  'ban/by-admin',
];

/** The ids of the cases that these steps take for granted. */
export function needsOf(id: string, steps: readonly Step[]): string[] {
  const rank = ORDER.indexOf(id);
  return [...new Set(steps.flatMap(takenForGranted))].filter(
    (base) => base !== id && (rank < 0 || ORDER.indexOf(base) < rank),
  );
}

function takenForGranted(step: Step): string[] {
  switch (step.kind) {
    case 'command':
      return step.options.expect === undefined && step.options.observe === undefined
        ? base(step.command)
        : [];
    case 'pipeline':
      return step.commands.flatMap(({ command }) => base(command));
    case 'poll': {
      const seen = (step.options.sees ?? []).flatMap((change) => {
        if ('new_message' in change) return [BASE_OF_CHANGE.new_message];
        return [
          'message_updated' in change ? BASE_OF_CHANGE.message_updated : BASE_OF_CHANGE.message_deleted,
        ];
      });
      return step.options.misses === undefined ? seen : [...seen, BASE_OF_CHANGE.new_message];
    }
    case 'burst':
      return base('SEND_MSG');
    case 'leave':
      return ['disconnected/frees-user'];
    case 'together':
      return step.exactly === undefined ? step.steps.flatMap(takenForGranted) : [];
    case 'look':
      return [BASE_OF_LOOKS];
    case 'write':
    case 'wait':
    case 'alive':
    case 'connect':
    case 'half-close':
    case 'close':
    case 'reset':
      return [];
  }
}

function base(command: CommandName): string[] {
  const id = BASE[command];
  return id === undefined ? [] : [id];
}
