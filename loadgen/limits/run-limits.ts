import type { Address, Profile } from '../../target/profile.ts';
import type { LimitsResult } from '../limits-result.ts';
import { probe } from '../probe.ts';
import { usersOf } from '../user.ts';
import { concludeLimits } from './conclude-limits.ts';
import { Crew } from './crew.ts';
import { Findings } from './findings.ts';
import { interview } from './interview.ts';
import type { LimitsPlan } from './limits-plan.ts';
import { castFor } from './cast.ts';
import { Voice } from './voice.ts';

export interface LimitsOptions {
  readonly plan: LimitsPlan;
  /** The plan in the words it is written in, options of the command line included. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly target: { readonly kind: LimitsResult['target']['kind']; readonly address: Address };
  readonly profile: Profile;
  /** Tells the messages of one run from those of another; letters and digits. */
  readonly tag: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
  /** As `performance.now()` tells time. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** `cannot`: nothing was asked, and why, in sentences. */
export type LimitsRun =
  | { readonly kind: 'result'; readonly result: LimitsResult }
  | { readonly kind: 'cannot'; readonly why: readonly string[] }
  | { readonly kind: 'interrupted' };

/** Verifies the limits of a target with many users. Accounts are known to suffice. */
export async function runLimits(options: LimitsOptions): Promise<LimitsRun> {
  const { plan, target, profile, signal, tag, now, pause } = options;
  const { answerMs, releaseMs } = profile.timing;
  const users = usersOf(profile.accounts, plan.connections);
  const [someone] = users;
  if (someone === undefined) return { kind: 'cannot', why: ['there are no users'] };
  const probed = await probe({ address: target.address, token: someone.account.token, answerMs });
  if (signal.aborted) return { kind: 'interrupted' };
  if (probed.kind === 'cannot') return { kind: 'cannot', why: [probed.reason] };
  const { wire } = probed;
  const around = { address: target.address, wire, answerMs, releaseMs, tag, now, pause };
  const voices = users.map((user) => new Voice(user, around));
  const crew = new Crew({ ...options, limits: profile.limits });
  const startMs = now();
  try {
    const why = await bringIn(voices, crew);
    if (why !== undefined) return { kind: 'cannot', why: [why] };
    const findings = new Findings();
    const named = await interview(castFor(voices, crew), crew, findings);
    return {
      kind: 'result',
      result: concludeLimits(options, { voices, findings, named, durationMs: now() - startMs }),
    };
  } finally {
    await Promise.all(voices.map((voice) => voice.leave()));
  }
}

/** Connections made at once: enough to be quick, and no storm. */
const AT_ONCE = 32;

/** Logs everybody in. Who is limited from the start gets an empty window first. */
async function bringIn(voices: readonly Voice[], crew: Crew): Promise<string | undefined> {
  crew.tell(`logging ${voices.length} users in`);
  let left = [...voices];
  for (let round = 0; round < 2; round += 1) {
    const limited: Voice[] = [];
    for (let at = 0; at < left.length; at += AT_ONCE) {
      const some = left.slice(at, at + AT_ONCE);
      const logins = await Promise.all(some.map((voice) => voice.logIn()));
      for (const [index, { code }] of logins.entries()) {
        const voice = some[index];
        if (voice === undefined || code === 200) continue;
        if (code !== 426)
          return (
            voice.unreachable ?? `LOGIN of account ${voice.user.account.id} was answered ${code || 'nothing'}`
          );
        limited.push(voice);
      }
    }
    left = limited;
    if (left.length === 0) return undefined;
    if (!(await crew.emptyMinute(left))) break;
  }
  return `LOGIN of account ${left[0]?.user.account.id ?? 0} was answered 426: it has sent too much before`;
}
