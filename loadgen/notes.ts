import { isAboutMessages } from './create-link.ts';
import { remarksOn, type Fared } from './doubts.ts';
import type { MeasuredCommand } from './measured.ts';
import type { Plan } from './plan.ts';

/** What a reader of a result should know besides its figures, in sentences. */
export function notesOf(fared: Fared): string[] {
  const { plan, measured } = fared;
  return [
    ...remarksOn(fared),
    ...limited(plan, measured.commands),
    ...withoutIds(plan, measured.commands),
    ...ended(fared),
  ];
}

function limited({ expect }: Plan, commands: readonly MeasuredCommand[]): string[] {
  const count = commands.reduce((sum, { statuses }) => sum + (statuses[426] ?? 0), 0);
  if (count === 0 || expect.includes(426)) return [];
  return [
    `${count} answers were 426/TOOMRQ: the target limits its users. Tell the limits in the profile, and such a plan is refused before it runs; or raise them on the target for the test`,
  ];
}

/** Updates and deletions wait for an id, and a message goes in their place. */
function withoutIds(plan: Plan, commands: readonly MeasuredCommand[]): string[] {
  const has = (kind: string): boolean => commands.some((command) => command.kind === kind);
  if (!isAboutMessages(plan) || has('update') || has('delete') || commands.length === 0) return [];
  return [
    'nothing was updated or deleted, since the target tells no message-id in its answers to SEND_MSG; messages were sent instead',
  ];
}

function ended({ measured: { reasons, reconnects } }: Fared): string[] {
  if (reasons.length === 0) return [];
  const again = reconnects === 0 ? 'none' : String(reconnects);
  return [`connections ended: ${reasons.join('; ')} (${again} came up again)`];
}
