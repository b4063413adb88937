/** Ms of the machine's clock that never goes back: the same in all threads and processes of a machine, until it starts anew. */
export function machineClock(): () => number {
  // One subtraction later is cheaper than `hrtime`, which makes an object each time.
  const offsetMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  return () => performance.now() + offsetMs;
}
