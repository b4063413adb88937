import type { Command } from 'commander';

/** Every verb, by the name it is called by. Each is a module of its own, loaded when it is needed. */
export const VERBS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['check', async () => (await import('./check.ts')).checkCommand()],
  ['load', async () => (await import('./load.ts')).loadCommand()],
  ['compare', async () => (await import('./compare.ts')).compareCommand()],
  ['merge', async () => (await import('./merge.ts')).mergeCommand()],
  ['list', async () => (await import('./list.ts')).listCommand()],
  ['explain', async () => (await import('./explain.ts')).explainCommand()],
  ['init', async () => (await import('./init.ts')).initCommand()],
  ['serve', async () => (await import('./serve.ts')).serveCommand()],
]);

/** The verb that is meant where none is named. */
export const DEFAULT_VERB = 'check';
