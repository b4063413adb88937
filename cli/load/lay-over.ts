import { kindOfPlan } from '../../loadgen/plan-kinds.ts';
import type { Overlay } from './overlay.ts';

type Written = Readonly<Record<string, unknown>>;

/** A plan as it is written, with what the options say in place of what it says. */
export function laidOver(plan: Written, told: Overlay, problems: string[]): Record<string, unknown> {
  const { patience, ...load } = told;
  const foreign = (of: Written, why: string): void => {
    for (const key of Object.keys(without(of))) problems.push(`--${OPTIONS[key] ?? key}: ${why}`);
  };
  switch (kindOfPlan(plan)) {
    case 'load':
      foreign({ patience }, 'is for plans that verify limits, such as limits');
      return laidOverLoad(plan, load);
    case 'limits': {
      const { connections, ...rest } = load;
      foreign(rest, 'is for plans that put load on a target; this one verifies its limits');
      return {
        ...plan,
        ...without({ connections }),
        limits: { ...asRecord(plan.limits), ...without({ patience }) },
      };
    }
    case 'knee': {
      const { rate, think, requests, depth, duration: hold, gate: gates, warmUp, ...same } = load;
      foreign({ rate, think, requests, patience }, 'is not for plans that look for the highest rate');
      return {
        ...plan,
        ...without({ ...same, 'warm-up': warmUp, gates }),
        knee: { ...asRecord(plan.knee), ...without({ depth, hold }) },
      };
    }
  }
}

/** Options by the keys they are read into, where they are called otherwise. */
const OPTIONS: Readonly<Record<string, string>> = { warmUp: 'warm-up' };

/** A rate makes an open loop of a closed one, and time to think or a number of commands a closed one of an open one. */
function laidOverLoad(plan: Written, told: Overlay): Record<string, unknown> {
  const { rate, depth, think, requests, warmUp, gate: gates, ...same } = told;
  const { closed, open, ...rest } = plan;
  const wantsClosed = rate === undefined && (think !== undefined || requests !== undefined);
  const isOpen = rate !== undefined || (closed === undefined && !wantsClosed);
  const ofLoad = without({ depth, ...(isOpen ? { rate } : { think, requests }) });
  const before = asRecord(isOpen ? open : closed);
  const { stages, ...staged } = before;
  const keepsStages = rate === undefined && stages !== undefined;
  const load = { ...(keepsStages ? before : staged), ...ofLoad };
  const needsEnd = !keepsStages && rest.duration === undefined && told.duration === undefined;
  return {
    ...rest,
    ...(needsEnd && { duration: '10s' }),
    ...without({ ...same, 'warm-up': warmUp, gates }),
    ...(isOpen ? { open: load } : { closed: load }),
  };
}

function without(given: Written): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
