import { Command } from 'commander';

/** `explain`: what a case or a clause is about, without a server. */
export function explainCommand(): Command {
  return new Command('explain')
    .description(
      'Explains cases and clauses: what is sent, what is due, why, and from which words of the protocol; needs no server.',
    )
    .argument('<name...>', 'a case, such as login/ok, or a clause, such as L4')
    .option('--dialect <name|file>', 'whose deviations are meant (default: those of all that come along)')
    .action(async (names: readonly string[], { dialect }: { dialect?: string }) => {
      const { explain } = await import('./explain/run.ts');
      explain(names, dialect);
    });
}
