import { COMMAND_KINDS, durationOf, type Plan, type Stage } from './plan.ts';
import { showDuration } from './quantity.ts';

/** What a plan asks for, in a line: `20 users; 200/s, even, for 10s behind a warm-up of 2s; 3 send, 2 poll`. */
export function planText(plan: Plan): string {
  const { connections, warmUpMs } = plan;
  const users = connections === 1 ? '1 user' : `${connections} users`;
  const warmUp = warmUpMs === 0 ? '' : ` behind a warm-up of ${showDuration(warmUpMs)}`;
  return `${users}; ${loadText(plan)} for ${showDuration(durationOf(plan))}${warmUp}; ${mixText(plan)}`;
}

function loadText({ load }: Plan): string {
  if (load.kind === 'open') {
    const rates = load.stages.map(stageText);
    const shown = rates.length > MOST_STAGES ? [...rates.slice(0, MOST_STAGES), '…'] : rates;
    return `${shown.join(', then ')}${load.arrivals === 'random' ? ' at random distances' : ''}`;
  }
  const think = load.thinkMs === 0 ? 'without a pause' : `with ${showDuration(load.thinkMs)} to think`;
  const requests = load.requests === undefined ? '' : `, ${load.requests} commands at most`;
  return `a closed loop of depth ${load.depth} ${think}${requests}`;
}

const MOST_STAGES = 4;

function stageText({ fromPerSecond, toPerSecond }: Stage): string {
  return fromPerSecond === toPerSecond ? `${fromPerSecond}/s` : `${fromPerSecond} to ${toPerSecond}/s`;
}

function mixText({ mix, size }: Plan): string {
  const parts = COMMAND_KINDS.flatMap((kind) => {
    const weight = mix.get(kind) ?? 0;
    return weight === 0 ? [] : [`${weight} ${kind}`];
  });
  const characters = size.from === size.to ? `${size.from}` : `${size.from} to ${size.to}`;
  return `${parts.join(', ')} of ${characters} characters`;
}
