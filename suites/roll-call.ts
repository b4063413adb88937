import type { Account, Role } from '../target/profile.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channels } from './play/channels.ts';
import type { RunContext } from './play/context.ts';
import type { CaseResult } from './result.ts';
import { answerWords } from './words.ts';

/** The roll takes no longer than this, however many accounts there are and however slow the target is. */
const MOST_MS = 15_000;

/**
 * Each account logs in once. One that is refused while another of its role gets in is set aside: an earlier run may have
 * banned it, or its owner may be connected. When nobody of a role gets in, that is for the cases to judge.
 */
export async function callTheRoll(run: RunContext): Promise<CaseResult[]> {
  const startMs = run.now();
  const transcript = new Transcript(run.now);
  const refused: { account: Account; answer: string }[] = [];
  const present = new Set<Role>();
  const { releaseMs } = run.peer.profile.timing;
  for (const account of run.ledger.usable) {
    if (run.now() - startMs > MOST_MS) break;
    const channels = new Channels(run, transcript);
    const who = { actor: `account-${account.id}`, connection: 1, role: 'any' } as const;
    const hasJustLeft = run.ledger.endedAt(account) > run.now() - releaseMs;
    const answer = await channels.login(who, account, hasJustLeft ? releaseMs : 0);
    await channels.end();
    if (answer.kind === 'reply' && answer.code === 426) run.ledger.exhaust(account, run.now());
    if (answer.kind === 'reply' && answer.code === 403)
      refused.push({ account, answer: answerWords(answer) });
    else present.add(account.role);
  }
  const absent = new Set(refused.map(({ account }) => account.role).filter((role) => !present.has(role)));
  run.learnt.letsIn = new Set([...run.learnt.letsIn].filter((role) => !absent.has(role)));
  const aside = refused.filter(({ account }) => present.has(account.role));
  for (const { account } of aside) run.ledger.setAside(account);
  if (aside.length === 0) return [];
  const names = aside.map(({ account }) => `${account.id} (${account.role})`).join(', ');
  return [
    {
      id: 'preflight/accounts',
      title: 'Every account of the profile can log in',
      clauses: ['L1'],
      level: 'may',
      verdict: 'observed',
      observed: `set aside, for they cannot log in: ${names}; banned by an earlier run, or in use?`,
      findings: [],
      transcript: transcript.render(run.mask),
      durationMs: run.now() - startMs,
    },
  ];
}
