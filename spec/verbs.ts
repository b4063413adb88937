/** The verbs of a step and the options each of them takes. */
import { z } from 'zod';
import {
  ACTIONS,
  aliveOptions,
  burstOptions,
  commandOptions,
  COMMANDS,
  lookOptions,
  pipelineOptions,
  pollOptions,
  waitOptions,
  writeOptions,
} from './case-schema.ts';

export const commandName = z.enum(COMMANDS);
export type CommandName = z.output<typeof commandName>;

export const actionName = z.enum(ACTIONS);
export type ActionName = z.output<typeof actionName>;

export const verb = z.enum([...COMMANDS, ...ACTIONS]);
export type Verb = z.output<typeof verb>;

const noOptions = z.strictObject({});

/** Which options a verb takes. A step without options is read as one with an empty mapping. */
export const OPTIONS_OF = {
  LOGIN: commandOptions,
  DISCONNECTED: commandOptions,
  SEND_MSG: commandOptions,
  UPDT_MSG: commandOptions,
  DEL_MSG: commandOptions,
  NEW_CHG_AVAILABLE: commandOptions,
  BLOCK_USER: commandOptions,
  BAN_USER: commandOptions,
  connect: noOptions,
  write: writeOptions,
  poll: pollOptions,
  burst: burstOptions,
  pipeline: pipelineOptions,
  'half-close': noOptions,
  leave: noOptions,
  close: noOptions,
  reset: noOptions,
  wait: waitOptions,
  alive: aliveOptions,
  look: lookOptions,
} as const satisfies Record<Verb, z.ZodObject>;
