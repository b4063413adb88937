import { z } from 'zod';
import { isDatabaseUrl } from '../../database/url.ts';
import type { TargetChoice } from './known-target.ts';

/** Where the database of a server comes from that is started; `none`: it gets none, for it keeps all by itself. */
export const databaseChoice = z
  .string()
  .refine(
    (choice) => ['auto', 'container', 'embedded', 'none'].includes(choice) || isDatabaseUrl(choice),
    'expected auto, container, embedded, none or a postgres:// URL',
  )
  .optional();

/** The image of a database in a container, as commander tells it: an empty variable is as good as none. */
export const databaseImage = z
  .string()
  .transform((name) => (name === '' ? undefined : name))
  .optional();

/** The choice for this target: as the command line says, else as its profile does. What is wrong is added to `problems`. */
export function databaseFor(target: TargetChoice, told: string | undefined, problems: string[]): string {
  if (target.kind === 'address' && told !== undefined)
    problems.push('--database: is for a server that is started, the bundled one or that of --exec');
  if (target.kind === 'bundled' && told === 'none')
    problems.push(
      '--database: none is for a server of --exec; the bundled one keeps its messages in a database',
    );
  return told ?? (target.kind === 'exec' && target.launch.database === 'none' ? 'none' : 'auto');
}
