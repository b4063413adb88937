import type { Account } from '../target/profile.ts';
import { encodeCommand } from '../wire/encode.ts';
import { findForm } from './find-form.ts';
import { SHORTEST_GAP_MS } from './learnt.ts';
import type { RunContext } from './play/context.ts';
import { failed, passed } from './preflight-results.ts';
import type { CaseResult } from './result.ts';
import { randomToken, Scout, type Tried } from './scout.ts';

/** `unreachable`: nothing can be run at all. `stop`: one finding says what is wrong, and everything else waits for it. */
export type Preflight =
  | { kind: 'unreachable'; reason: string }
  | { kind: 'stop'; results: CaseResult[] }
  | { kind: 'go'; results: CaseResult[]; canLogIn: boolean };

/**
 * Finds out whether this is a tchatator server at all, and in which form it wants commands and gives answers (T13,
 * T14). The order matters: what is learnt by one step is used by the next.
 */
export async function preflight(run: RunContext, accounts: readonly Account[]): Promise<Preflight> {
  const scout = new Scout(run);
  try {
    const greeting = await waitsToBeAsked(scout);
    if (greeting.kind !== 'go') return greeting;
    const form = await findForm(scout, accounts);
    if (form.kind !== 'go') return form;
    const refusal = await refusesNonsense(scout);
    if (refusal.kind !== 'go') return refusal;
    return { ...form, results: [...form.results, ...refusal.results] };
  } finally {
    await scout.end();
  }
}

/** A server that speaks first does not speak this protocol (T26). */
async function waitsToBeAsked(scout: Scout): Promise<Preflight> {
  const tried = await scout.listen(SHORTEST_GAP_MS);
  if (tried.answer.kind === 'unreachable') return { kind: 'unreachable', reason: tried.answer.reason };
  if (tried.received === '') return { kind: 'go', results: [], canLogIn: false };
  const result = failed(scout, {
    id: 'preflight/greeting',
    title: 'The server says nothing before it is asked',
    finding: {
      clause: 'T26',
      expected: ['nothing before the first command'],
      actual: 'it speaks first',
      tried,
    },
  });
  return { kind: 'stop', results: [result] };
}

/** A target that says 200 to everything is judged by that alone. */
async function refusesNonsense(scout: Scout): Promise<Preflight> {
  const { run } = scout;
  const { ending } = run.learnt;
  const token = await scout.login(randomToken(run), ending);
  const nonsense = { name: 'SING_SONG', parameters: [{ key: 'token', value: randomToken(run) }] };
  const command = await scout.send(encodeCommand(nonsense, ending));
  const isOk = ({ answer }: Tried): boolean => answer.kind === 'reply' && answer.code === 200;
  const title = 'Nonsense is not answered 200';
  if (!isOk(token) || !isOk(command)) {
    const result = passed(scout, { id: 'preflight/refuses', title, clauses: ['L2', 'S2'] });
    return { kind: 'go', results: [result], canLogIn: false };
  }
  const result = failed(scout, {
    id: 'preflight/refuses',
    title,
    finding: {
      clause: 'L2',
      expected: ['403/DENIED for an unknown token, 416/MISFMT for an unknown command'],
      actual: '200/OK for both: the target seems to answer 200 to everything',
      tried: command,
    },
  });
  return { kind: 'stop', results: [result] };
}
