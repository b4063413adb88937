import type { ExitCode } from './exit-codes.ts';

/** Why a verb ends early, in lines for people, and the exit code that tells it to programs. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];

  constructor(exitCode: ExitCode, lines: readonly string[], options?: ErrorOptions) {
    super(lines.join('\n'), options);
    this.exitCode = exitCode;
    this.lines = lines;
  }
}
