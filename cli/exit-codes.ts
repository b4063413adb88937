/** What the exit code of every verb means. */
export const EXIT = {
  ok: 0,
  /** It ran, and found something wrong with the server under test. */
  findings: 1,
  /** A flag, a file or an argument is wrong. */
  usage: 2,
  /** What it needs is not to be had: a database, a port, a server that answers. */
  cannotRun: 3,
  /** A load run whose generator was the limit: its figures say nothing about the server. */
  invalid: 4,
  /** Repeated cases came out differently, and none of them failed each time. */
  flaky: 5,
  /** Our own mistake; as `EX_SOFTWARE` in sysexits.h. */
  bug: 70,
  /** As a shell reports a process that died of SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
