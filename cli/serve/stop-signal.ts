import { EXIT } from '../exit-codes.ts';

/** Settles as soon as somebody asks this process to stop. */
export interface StopSignal {
  readonly requested: Promise<void>;
  /** Gives the signals their usual meaning back. */
  release(): void;
}

/**
 * Listens for SIGINT, SIGTERM and, if wanted, the end of standard input. A second SIGINT ends the process at once.
 */
export function listenForStop({ stdinToo }: { stdinToo: boolean }): StopSignal {
  let request: () => void = () => undefined;
  const requested = new Promise<void>((resolve) => {
    request = resolve;
  });
  let interrupts = 0;
  const onInterrupt = () => {
    if (++interrupts > 1) process.exit(EXIT.interrupted);
    request();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', request);
  const { stdin } = process;
  if (stdinToo) for (const event of ['end', 'close', 'error']) stdin.once(event, request);
  if (stdinToo) stdin.resume();

  return {
    requested,
    release() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', request);
      if (stdinToo) stdin.destroy();
    },
  };
}
