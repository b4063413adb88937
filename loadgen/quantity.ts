/** What a unit multiplies a number by. */
export type Unit = number;

/** A number with one of the units, in the unit that all of them are told in; undefined for anything else. */
export function readQuantity(
  text: string,
  units: Readonly<Record<string, Unit>>,
): { value: number; unit: string } | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,12}(?:\.\d{1,9})?)\s*(\D*)$/.exec(text.trim()) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (digits === '' || factor === undefined) return undefined;
  return { value: Number(digits) * factor, unit };
}

const DURATIONS: Readonly<Record<string, Unit>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** `500ms`, `10s`, `2m`, `1h`, in ms; undefined for anything else. */
export function readDuration(text: string): number | undefined {
  return readQuantity(text, DURATIONS)?.value;
}

const RATES: Readonly<Record<string, Unit>> = {
  '': 1,
  '/s': 1,
  '/min': 1 / 60,
  '/m': 1 / 60,
  '/h': 1 / 3600,
};

/** `200`, `200/s` or `30/min`, a second; undefined for anything else. */
export function readRate(text: string): number | undefined {
  return readQuantity(text, RATES)?.value;
}

/** A duration as `readDuration` reads it, in the largest unit that makes it a whole number. */
export function showDuration(ms: number): string {
  if (ms !== 0 && ms % 3_600_000 === 0) return `${ms / 3_600_000}h`;
  if (ms !== 0 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
