import type { Ledger } from '../target/ledger.ts';
import type { Account } from '../target/profile.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channels } from './play/channels.ts';
import type { RunContext } from './play/context.ts';
import { sayPoll } from './play/say.ts';
import type { CaseResult } from './result.ts';

/** Beyond this limit the suite's own traffic comes nowhere near it, and finding out would cost more than it saves. */
const MOST_PROBED = 60;

/**
 * Whether commands other than SEND_MSG count towards the rate limit (R9): one account polls a little more often than
 * the limit allows messages. What is learnt here decides how the suite spreads its commands over the accounts.
 */
export async function learnCounting(run: RunContext): Promise<CaseResult[]> {
  const { ledger, now } = run;
  if (ledger.perMinute > MOST_PROBED) return [];
  const user = borrow(ledger, now());
  if (user === undefined) return [];
  const startMs = now();
  const transcript = new Transcript(now);
  const channels = new Channels(run, transcript);
  const isLimited = await pollsBeyondLimit(user, channels, run);
  await channels.end();
  ledger.giveBack([user]);
  if (isLimited === undefined) return [];
  if (isLimited) {
    ledger.counts = 'commands';
    ledger.exhaust(user, now());
  }
  return [
    {
      id: 'preflight/counting',
      title: 'What counts towards the rate limit',
      clauses: ['R9'],
      level: 'may',
      verdict: 'observed',
      observed: isLimited ? 'every command counts' : 'only messages count',
      findings: [],
      transcript: transcript.render(run.mask),
      durationMs: now() - startMs,
    },
  ];
}

/** An administrator where one can be spared, for no case needs many of them. */
function borrow(ledger: Ledger, nowMs: number): Account | undefined {
  const need = { actor: 'scout', messages: 0, commands: 0, spoilt: true } as const;
  const admin = ledger.lend([{ ...need, role: 'admin' }], nowMs);
  const lent = admin.kind === 'lent' ? admin : ledger.lend([{ ...need, role: 'any' }], nowMs);
  return lent.kind === 'lent' ? lent.accounts.get('scout') : undefined;
}

/** Whether a user who only polls is answered 426 in the end; undefined when that could not be asked. */
async function pollsBeyondLimit(
  user: Account,
  channels: Channels,
  run: RunContext,
): Promise<boolean | undefined> {
  const { ledger, now, peer } = run;
  const who = { actor: 'scout', connection: 1, role: 'any' } as const;
  let answer = await channels.login(who, user, peer.profile.timing.releaseMs);
  for (let polls = 0; polls <= ledger.perMinute + 1; polls += 1) {
    if (answer.kind === 'reply' && answer.code === 426) return true;
    const channel = channels.get(who);
    if (channel === undefined || channels.userOf(who) === undefined || answer.kind !== 'reply')
      return undefined;
    ledger.spend(user, 'command', now());
    await channel.send([sayPoll(user, run)], { answers: 1, pauseMs: 0 });
    answer = await channel.answer();
  }
  return answer.kind === 'reply' ? answer.code === 426 : undefined;
}
