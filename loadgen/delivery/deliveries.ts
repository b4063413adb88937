/** Finds the messages of a run in what polls hand out: each content holds the run's tag, its sender and its number. */
import { NUMBER_DIGITS } from '../frames.ts';

/** How often each message was handed out, by `senderId-number`. */
export type Deliveries = Map<string, number>;

/** Counts the messages in the `message` lines of one user's polls. */
export function countDeliveries(lines: readonly string[], tag: string, found: Deliveries): void {
  for (const line of lines) {
    if (!line.startsWith('message:')) continue;
    for (const text of entriesOf(line.slice('message:'.length)))
      for (const stamp of new Set(stampsIn(text, tag))) found.set(stamp, (found.get(stamp) ?? 0) + 1);
  }
}

/** A message as `Deliveries` names it. */
export function deliveryKey(senderId: number, number: number): string {
  return `${senderId}-${number}`;
}

function* stampsIn(text: string, tag: string): Generator<string> {
  for (const [, sender = '', number = ''] of text.matchAll(
    new RegExp(`${tag}-(\\d+)-(\\d{${NUMBER_DIGITS}})`, 'g'),
  ))
    yield deliveryKey(Number(sender), Number(number));
}

/** A target may hand out several messages as one array (N9); else a line is one message, whatever it repeats of it. */
function entriesOf(value: string): string[] {
  if (!/^\s*\[\s*\{/.test(value)) return [value];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.map((entry) => JSON.stringify(entry)) : [value];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return [value];
    throw error;
  }
}
