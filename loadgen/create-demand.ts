import { ClosedDemand } from './closed-demand.ts';
import type { Demand } from './demand.ts';
import type { Job } from './job.ts';
import type { Link } from './link.ts';
import { OpenDemand } from './open-demand.ts';
import type { OpenLoad } from './plan.ts';
import { seeded, seedFor } from './random.ts';
import type { Recorder } from './recorder.ts';
import { countIn } from './share.ts';
import type { Span } from './time-line.ts';

export interface DemandParts {
  readonly links: readonly Link[];
  readonly span: Span;
  readonly recorder: Recorder;
}

/** What asks the connections of a job to send. */
export function createDemand({ plan, share }: Job, { links, span, recorder }: DemandParts): Demand {
  const { load, seed, warmUpMs } = plan;
  switch (load.kind) {
    case 'closed': {
      const requests = load.requests === undefined ? Infinity : countIn(share, load.requests);
      const random = seeded(seedFor(seed, -1 - share.index));
      return new ClosedDemand({ ...span, load, requests, links, random });
    }
    case 'open':
      return new OpenDemand({
        load: withWarmUp(load, warmUpMs),
        share,
        seed,
        startMs: span.startMs,
        links,
        recorder,
      });
  }
}

/** The warm-up has the rate that the plan begins with. */
function withWarmUp(load: OpenLoad, warmUpMs: number): OpenLoad {
  const perSecond = load.stages[0]?.fromPerSecond ?? 0;
  if (warmUpMs === 0) return load;
  const warmUp = { fromPerSecond: perSecond, toPerSecond: perSecond, durationMs: warmUpMs };
  return { ...load, stages: [warmUp, ...load.stages] };
}
