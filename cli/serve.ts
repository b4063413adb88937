import { Command, Option } from 'commander';
import { databaseImageOption } from './database-image.ts';

/** `serve`: runs the reference server. Defaults stand in `server/options.ts`; the help repeats them. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Runs the reference server until SIGINT or SIGTERM, with accounts to try it with.')
    .option('--port <number>', 'where to listen; 0 for any free port (default: 4242)')
    .option('--host <host>', 'where to listen (default: 127.0.0.1)')
    .option('--database <choice>', 'auto, container, embedded, or a postgres:// URL (default: auto)')
    .addOption(databaseImageOption())
    .option(
      '--schema <name>',
      'keep everything in this schema of the database (default: a new one, then dropped)',
    )
    .option('--config <file>', 'a YAML file with the same options; flags win')
    .option('--max-messages-per-minutes <number>', 'what a user may send in a minute (default: 12)')
    .option('--max-messages-per-hours <number>', 'what a user may send in an hour (default: 90)')
    .option('--minute-ms <number>', 'how long that minute lasts (default: 60000)')
    .option('--hour-ms <number>', 'how long that hour lasts (default: 3600000)')
    .option('--max-message-length <number>', 'in characters (default: 1000)')
    .option('--block-cli-duration <hours>', 'how long a block lasts (default: 24)')
    .option('--seed-accounts <number>', 'how many accounts to add (default: 12)')
    .option('--admin-api-token <token>', 'a token that logs in as an administrator')
    .option('--idle-ms <number>', 'the silence that ends an unfinished command (default: 1500)')
    .option('--max-connections <number>', 'connections beyond are closed at once (default: 1000)')
    .option('--log-level <level>', 'trace, debug, info, warn, error, fatal or silent (default: info)')
    .option('--write-profile <file>', 'where to describe this server for "check" (default: a temporary file)')
    .option('--until-stdin-closes', 'stop as well when standard input ends')
    .addOption(new Option('--fault <name>', 'be wrong in one point, on purpose').conflicts('variant'))
    .option('--variant <name>', 'be odd but right in one point')
    .action(async (_flags: unknown, command: Command) => {
      const { serve } = await import('./serve/run.ts');
      await serve(command.opts());
    });
}
