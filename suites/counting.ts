import { encodeCommand } from '../wire/encode.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channels } from './play/channels.ts';
import type { RunContext } from './play/context.ts';
import type { CaseResult } from './result.ts';

/** Beyond this limit the suite's own traffic comes nowhere near it, and finding out would cost more than it saves. */
const MOST_PROBED = 60;

/**
 * Whether commands other than SEND_MSG count towards the rate limit (R9): one account polls a little more often than
 * the limit allows messages. What is learnt here decides how the suite spreads its commands over the accounts.
 */
export async function learnCounting(run: RunContext): Promise<CaseResult[]> {
  const { ledger, learnt, now } = run;
  if (ledger.perMinute > MOST_PROBED) return [];
  const need = { actor: 'scout', messages: 0, commands: 0, spoilt: true } as const;
  const admin = ledger.lend([{ ...need, role: 'admin' }], now());
  const lent = admin.kind === 'lent' ? admin : ledger.lend([{ ...need, role: 'any' }], now());
  const user = lent.kind === 'lent' ? lent.accounts.get('scout') : undefined;
  if (user === undefined) return [];
  const startMs = now();
  const transcript = new Transcript(now);
  const channels = new Channels(run, transcript);
  const who = { actor: 'scout', connection: 1, role: 'any' } as const;
  let isLimited = false;
  const login = await channels.login(who, user, run.peer.profile.timing.releaseMs);
  const poll = encodeCommand(
    { name: 'NEW_CHG_AVAILABLE', parameters: [{ key: 'token', value: user.token }] },
    learnt.ending,
  );
  const channel = channels.get(who);
  for (
    let n = 0;
    n <= ledger.perMinute + 1 && !isLimited && login.kind === 'reply' && channel !== undefined;
    n += 1
  ) {
    ledger.spend(user, 'command', now());
    await channel.send([poll], { answers: 1, pauseMs: 0 });
    const answer = await channel.answer();
    if (answer.kind !== 'reply') break;
    isLimited = answer.code === 426;
  }
  await channels.end();
  ledger.giveBack([user]);
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
