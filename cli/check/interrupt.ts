import { EXIT } from '../exit-codes.ts';

/** Ctrl-C: the first asks for the report of what ran, the second ends the process at once. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Resolves at the first one. */
  readonly requested: Promise<void>;
  release(): void;
}

export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  const requested = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    requested,
    release() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
