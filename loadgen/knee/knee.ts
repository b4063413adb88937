/** How the highest rate that keeps the gates is looked for. */
export interface Knee {
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  /** From one rate to the next, until one is too high. */
  readonly factor: number;
  /** How near a rate that holds and one that does not shall come, as a part of the higher one. */
  readonly precision: number;
  readonly withinMs: number;
}

/** What came of one rate. `invalid`: the generator was the limit, so that nothing is known of the target. */
export interface Trial {
  readonly perSecond: number;
  readonly outcome: 'held' | 'broken' | 'invalid' | 'died';
}

/**
 * What is to be done next. `found`: between two rates near enough to each other. `at-least`: the highest rate holds.
 * `none`: the lowest does not. `unclear`: no time is left to come nearer. `invalid`: the generator was the limit at
 * `overPerSecond`. `holds`: the highest rate that does, where there is one.
 */
export type Step =
  | { readonly kind: 'try'; readonly perSecond: number }
  | {
      readonly kind: 'done';
      readonly how: 'found' | 'at-least' | 'none' | 'unclear' | 'invalid' | 'died';
      readonly holdsPerSecond?: number;
      readonly overPerSecond?: number;
    };

/**
 * Steps up until a rate is too high, then halves what lies between. One hiccup decides nothing: a rate is too high when it
 * broke a gate twice, and more often than it held; the highest that holds has held twice. Pure: the trials tell all.
 * @param trials in order
 * @param hasTime whether there is time for another one
 */
export function nextStep(knee: Knee, trials: readonly Trial[], hasTime: boolean): Step {
  const rates = ratesOf(trials);
  const over = Math.min(...rates.filter(isOver).map(({ perSecond }) => perSecond));
  const held = rates.filter((rate) => isHeld(rate) && rate.perSecond < over);
  const holds = Math.max(...held.map(({ perSecond }) => perSecond));
  const found = {
    ...(held.length > 0 && { holdsPerSecond: holds }),
    ...(over !== Infinity && { overPerSecond: over }),
  };
  if (rates.some(({ died }) => died > 0)) return { kind: 'done', how: 'died', ...found };
  const invalid = rates.find((rate) => rate.invalid >= MOST_INVALID && rate.held === 0);
  if (invalid !== undefined)
    return { kind: 'done', how: 'invalid', ...found, overPerSecond: Math.min(over, invalid.perSecond) };
  const wanted = wantedRate(knee, { holds, over, rates });
  if (wanted === undefined) return { kind: 'done', how: howFound(knee, { holds, over }), ...found };
  return hasTime ? { kind: 'try', perSecond: wanted } : { kind: 'done', how: 'unclear', ...found };
}

/** A noisy machine may spoil a step or two. */
const MOST_INVALID = 2;
/** So often a rate has to show the same. */
const ENOUGH = 2;

/** What came of one rate in all its trials. */
interface Rate {
  readonly perSecond: number;
  readonly held: number;
  readonly broken: number;
  readonly invalid: number;
  readonly died: number;
}

function ratesOf(trials: readonly Trial[]): Rate[] {
  const rates = [...new Set(trials.map(({ perSecond }) => perSecond))];
  return rates.map((perSecond) => {
    const count = (outcome: Trial['outcome']): number =>
      trials.filter((trial) => trial.perSecond === perSecond && trial.outcome === outcome).length;
    return {
      perSecond,
      held: count('held'),
      broken: count('broken'),
      invalid: count('invalid'),
      died: count('died'),
    };
  });
}

function isOver({ held, broken }: Rate): boolean {
  return broken >= ENOUGH && broken > held;
}

function isHeld({ held, broken }: Rate): boolean {
  return held > broken;
}

interface Bounds {
  /** Infinite where there is none. */
  readonly holds: number;
  readonly over: number;
}

/** The rate to try next; undefined when there is nothing left to find out. */
function wantedRate(
  knee: Knee,
  { holds, over, rates }: Bounds & { rates: readonly Rate[] },
): number | undefined {
  const open = rates.find((rate) => rate.perSecond < over && rate.perSecond > holds && !isOver(rate));
  if (open !== undefined) return open.perSecond;
  const next = nextRate(knee, { holds, over });
  if (next !== undefined) return next;
  const best = rates.find(({ perSecond }) => perSecond === holds);
  return best !== undefined && best.held - best.broken < ENOUGH ? holds : undefined;
}

function nextRate(
  { fromPerSecond, toPerSecond, factor, precision }: Knee,
  { holds, over }: Bounds,
): number | undefined {
  if (holds === -Infinity) return over === Infinity ? fromPerSecond : undefined;
  if (over === Infinity)
    return holds >= toPerSecond ? undefined : rounded(Math.min(toPerSecond, holds * factor));
  const middle = rounded((holds + over) / 2);
  return (over - holds) / over <= precision || middle <= holds || middle >= over ? undefined : middle;
}

function howFound({ toPerSecond }: Knee, { holds, over }: Bounds): 'found' | 'at-least' | 'none' {
  if (holds === -Infinity) return 'none';
  return over === Infinity && holds >= toPerSecond ? 'at-least' : 'found';
}

/** Three digits are more than anybody can tell apart. */
function rounded(perSecond: number): number {
  return Number(perSecond.toPrecision(3));
}
