import type { StatusCode } from '../wire/status.ts';
import { parseGate } from './parse-gate.ts';
import { COMMAND_KINDS, type Load, type Plan, type Stage } from './plan.ts';
import { MOST, type PlanForm } from './plan-schema.ts';
import { readDuration } from './quantity.ts';

/** From the form people write, parsed, to ours. */
export function toPlan(name: string, form: PlanForm): Plan {
  return {
    name,
    about: form.about,
    connections: form.connections,
    load: loadOf(form),
    mix: new Map(COMMAND_KINDS.map((kind) => [kind, form.mix[kind] ?? 0])),
    size: typeof form.size === 'number' ? { from: form.size, to: form.size } : form.size,
    warmUpMs: ms(form['warm-up']),
    seed: form.seed,
    expect: form.expect.filter(isStatusCode),
    verify: form.verify,
    gates: form.gates.flatMap((text) => {
      const parsed = parseGate(text);
      return parsed.kind === 'gate' ? [parsed.gate] : [];
    }),
  };
}

function loadOf({ closed, open, duration = '0ms' }: PlanForm): Load {
  if (open === undefined)
    return {
      kind: 'closed',
      depth: closed?.depth ?? 1,
      thinkMs: ms(closed?.think ?? '0ms'),
      durationMs: ms(duration),
      ...(closed?.requests !== undefined && { requests: closed.requests }),
    };
  const { rate = 0, stages = [{ hold: rate, for: duration }], arrivals, depth } = open;
  return { kind: 'open', stages: stages.flatMap(stagesOf), arrivals, depth };
}

type StageForm = NonNullable<NonNullable<PlanForm['open']>['stages']>[number];

function stagesOf(form: StageForm): Stage[] {
  const durationMs = ms(form.for);
  if ('hold' in form) return [{ fromPerSecond: form.hold, toPerSecond: form.hold, durationMs }];
  if ('ramp' in form) return [{ fromPerSecond: form.ramp[0], toPerSecond: form.ramp[1], durationMs }];
  return ratesOf(form).map((rate) => ({ fromPerSecond: rate, toPerSecond: rate, durationMs }));
}

/** From the first rate up or down to the last, which counts even where the steps do not meet it. */
function ratesOf({ steps: [first, last], by }: Extract<StageForm, { steps: unknown }>): number[] {
  const count = Math.ceil(Math.abs(last - first) / by - 1e-9);
  const direction = Math.sign(last - first);
  const all = Math.min(count, MOST_RATES);
  return [...Array.from({ length: all }, (_, at) => first + direction * by * at), last];
}

/** More steps than anyone can tell apart. */
const MOST_RATES = 1000;

function ms(text: string): number {
  return readDuration(text) ?? MOST.durationMs;
}

function isStatusCode(code: number): code is StatusCode {
  return [200, 401, 403, 416, 426].includes(code);
}
