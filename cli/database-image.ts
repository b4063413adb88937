import { Option } from 'commander';

/** The image of a database in a container, where another than the usual one is wanted. */
export function databaseImageOption(): Option {
  return new Option(
    '--database-image <name>',
    'the image of a database in a container (default: postgres:17-alpine)',
  ).env('TCHATATOR_DATABASE_IMAGE');
}
