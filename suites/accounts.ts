import { parseWho, type Step } from '../spec/step.ts';
import type { Need } from '../target/assign.ts';

interface Tally {
  messages: number;
  commands: number;
  fresh?: 'minute' | 'hour';
}

/**
 * The accounts that steps need, one for each actor, and at most how many commands each of them sends: a poll counts
 * as three (two changes and the end), a connection as one for the DISCONNECTED at the end.
 */
export function accountsOf(steps: readonly Step[], spoils: readonly string[]): Need[] {
  const tallies = new Map<string, Tally>();
  for (const step of steps) countStep(step, tallies);
  const blocked = new Set(steps.flatMap((step) => blockedIn(step)));
  return [...tallies].flatMap(([actor, { messages, commands, fresh }]) => {
    const { role } = parseWho(actor);
    if (role === 'none') return [];
    const logins = connectionsOf(steps, actor);
    return [
      {
        actor,
        role,
        messages,
        commands: commands === 0 ? 0 : commands + logins,
        ...(fresh !== undefined && { fresh }),
        spoilt: spoils.includes(actor),
        ...(blocked.has(actor) && { blocked: true }),
      },
    ];
  });
}

/** Whom a step is going to block. */
function blockedIn(step: Step): string[] {
  if (step.kind !== 'command' || step.command !== 'BLOCK_USER') return [];
  const { expect = 200, to } = step.options;
  const mayPass = Array.isArray(expect) ? expect.includes(200) : expect === 200;
  return mayPass && to !== undefined ? [to] : [];
}

function countStep(step: Step, tallies: Map<string, Tally>): void {
  const add = (actor: string, commands: number, messages = 0): Tally => {
    const tally = tallies.get(actor) ?? { messages: 0, commands: 0 };
    tallies.set(actor, {
      ...tally,
      commands: tally.commands + commands,
      messages: tally.messages + messages,
    });
    return tally;
  };
  for (const actor of mentioned(step)) add(actor, 0);
  switch (step.kind) {
    case 'command':
      add(
        step.who.actor,
        step.options.delivery === 'followed' || step.options.delivery === 'next' ? 2 : 1,
        isSend(step),
      );
      return;
    case 'pipeline':
      for (const command of step.commands) add(step.who.actor, 1, isSend(command));
      return;
    case 'write':
      add(step.who.actor, step.options.counts, (step.options.bytes ?? '').split('SEND_MSG').length - 1);
      return;
    case 'poll':
      add(step.who.actor, 2 + (step.options.sees?.length ?? 0));
      return;
    case 'burst': {
      const tally = add(step.who.actor, 0);
      tallies.set(step.who.actor, { ...tally, fresh: tally.fresh === 'hour' ? 'hour' : step.options.window });
      return;
    }
    case 'together':
      for (const inner of step.steps) countStep(inner, tallies);
      return;
    case 'leave':
      add(step.who.actor, 1);
      return;
    case 'connect':
    case 'half-close':
    case 'close':
    case 'reset':
    case 'wait':
    case 'alive':
    case 'look':
      add(step.who.actor, 0);
  }
}

function isSend({ command }: { command: string }): 0 | 1 {
  return command === 'SEND_MSG' ? 1 : 0;
}

/** Actors whose id or token a step names, beside the one who acts. */
function mentioned(step: Step): string[] {
  const placeholders = [...JSON.stringify(step).matchAll(/\{((?:user|member|pro|admin)\d*)\.(?:id|token)/g)];
  const named = placeholders.map((match) => match[1] ?? '');
  if (step.kind === 'burst') named.push(step.options.to);
  const commands = step.kind === 'pipeline' ? step.commands : step.kind === 'command' ? [step] : [];
  for (const { options } of commands)
    named.push(...[options.to, options.token].filter((name) => name !== undefined));
  return named;
}

function connectionsOf(steps: readonly Step[], actor: string): number {
  const flat = steps.flatMap((step) => (step.kind === 'together' ? step.steps : [step]));
  return new Set(flat.filter(({ who }) => who.actor === actor).map(({ who }) => who.connection)).size;
}
