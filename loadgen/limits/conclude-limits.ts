import { showAddress, type Profile } from '../../target/profile.ts';
import { STATUSES } from '../../wire/status.ts';
import type { LimiterResult, LimitsResult } from '../limits-result.ts';
import type { Findings } from './findings.ts';
import type { Named } from './name-limiter.ts';
import type { LimitsOptions } from './run-limits.ts';
import type { Voice } from './voice.ts';
import { limiterWords } from './words.ts';

/** All that was found out. */
export interface Asked {
  readonly voices: readonly Voice[];
  readonly findings: Findings;
  readonly named: Named | undefined;
  readonly durationMs: number;
}

/** The result of a limits run. */
export function concludeLimits(
  options: LimitsOptions,
  { voices, findings, named, durationMs }: Asked,
): LimitsResult {
  const { target, profile, plan } = options;
  const { checks } = findings;
  const gone = voices.find(({ unreachable }) => unreachable !== undefined)?.unreachable;
  const isBroken = checks.some(({ verdict }) => verdict === 'broken');
  return {
    format: 1,
    kind: 'limits',
    tool: { name: 'tchatator-check', version: options.version },
    target: { address: showAddress(target.address), kind: target.kind },
    plan: { name: plan.name, ...options.written },
    startedAt: options.startedAt.toISOString(),
    durationMs,
    verdict: gone === undefined ? (isBroken ? 'failed' : 'passed') : 'died',
    ...(gone !== undefined && { reason: gone }),
    interrupted: options.signal.aborted,
    limits: limitsOf(profile.limits),
    users: voices.length,
    messages: tally(voices),
    checks,
    ...(named !== undefined && { limiter: limiterOf(named) }),
    notes: [],
  };
}

function limitsOf({ perMinute, perHour, minuteMs, hourMs }: Profile['limits']): LimitsResult['limits'] {
  return {
    ...(perMinute !== undefined && { perMinute }),
    ...(perHour !== undefined && { perHour }),
    minuteMs,
    hourMs,
  };
}

function limiterOf(named: Named): LimiterResult {
  return {
    window: 'minute',
    text: limiterWords(named),
    kinds: [...named.kinds],
    countsLimited: [...named.limited],
    countsRefused: [...named.refused],
    countsCommands: [...named.commands],
  };
}

function tally(voices: readonly Voice[]): Record<string, number> {
  const names = new Map(Object.entries<string>(STATUSES));
  const counts: Record<string, number> = {};
  for (const { what, code } of voices.flatMap(({ history }) => history)) {
    if (what !== 'message') continue;
    const name = code === 0 ? 'none' : (names.get(String(code)) ?? 'other');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
