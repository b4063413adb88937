import { describe, expect, test } from 'vitest';
import type { Case } from './case.ts';
import { caseOf } from './golden/records.ts';
import { runContext } from './golden/run-context.ts';
import { ACCOUNTS, codes, inOrder, stage, TOKENS } from './golden/stage.ts';
import { doorkeeper, hears, startTinyServer, type Behaviour } from './golden/tiny-server.ts';
import { perform } from './perform.ts';
import type { RunContext } from './play/context.ts';
import type { Played, StepRecord } from './played.ts';

/** What comes of a case whose actors are `member`, `member2` and `pro`, against a server of this behaviour. */
async function play(
  of: Case,
  behave: Behaviour = inOrder(),
  prepare?: (run: RunContext) => void,
): Promise<Played> {
  return (await stage(of, behave, prepare)).played;
}

function kinds({ records }: Played): StepRecord['kind'][] {
  return records.map(({ kind }) => kind);
}

describe('a case', () => {
  test('is played step by step, each with the bytes it took, tokens masked', async () => {
    const played = await play(caseOf('- member LOGIN\n- member LOGIN: { expect: 403 }\n- guest connect'));
    expect(codes(played)).toEqual([200, 403, 'done']);
    expect(played.records[0]).toMatchObject({
      sent: 'LOGIN\\napi-token:<token of 1>\\n',
      received: '200/OK\\n',
    });
    expect(JSON.stringify(played)).not.toMatch(/token-of-member-1\b/);
  });

  test('ends behind a means that failed', async () => {
    const denied = inOrder(({ name }) => (name === 'SEND_MSG' ? '403/DENIED\n' : undefined));
    const steps = '- member LOGIN\n- member SEND_MSG: { to: pro, content: a }\n- pro LOGIN';
    expect(codes(await play(caseOf(steps), denied))).toEqual([200, 403]);
  });

  test('goes on behind a question, whatever it was answered', async () => {
    const denied = inOrder(({ name }) => (name === 'SEND_MSG' ? '403/DENIED\n' : undefined));
    const steps = '- member LOGIN\n- member SEND_MSG: { to: pro, content: a, expect: 200 }\n- pro LOGIN';
    expect(codes(await play(caseOf(steps), denied))).toEqual([200, 403, 200]);
  });

  test('goes on behind a DISCONNECTED that nobody answered', async () => {
    const mute = hears((heard, socket) =>
      heard.name === 'DISCONNECTED' ? undefined : doorkeeper(TOKENS)(heard, socket),
    );
    expect(kinds(await play(caseOf('- member LOGIN\n- member DISCONNECTED\n- pro LOGIN'), mute))).toEqual([
      'answer',
      'answer',
      'answer',
    ]);
  });

  test('ends where it breaks the grammar unmarked, before anything has left', async () => {
    const played = await play(caseOf('- guest LOGIN: { without: [api-token] }\n- member LOGIN'));
    expect(played.records).toMatchObject([{ kind: 'wrong', why: 'LOGIN lacks api-token', sent: '' }]);
  });

  test('ends where the target has not told what it needs', async () => {
    const steps = `
      - member LOGIN
      - member SEND_MSG: { to: pro, content: a, as: m }
      - member DEL_MSG: { message: m, expect: 200 }
      - pro LOGIN`;
    expect(kinds(await play(caseOf(steps)))).toEqual(['answer', 'answer', 'impossible']);
  });

  test('without a connection is no exception', async () => {
    const server = await startTinyServer(() => undefined);
    await server.die();
    const run = runContext({ accounts: ACCOUNTS, port: server.port });
    const played = await perform(caseOf('- guest connect\n- guest LOGIN'), new Map(), run);
    expect(played.records).toMatchObject([{ kind: 'answer', answer: { kind: 'unreachable' } }]);
  });
});

describe('steps at the same moment', () => {
  test('go over connections of their own', async () => {
    const steps =
      '- together: [member LOGIN: { expect: [200, 403] }, member@2 LOGIN: { expect: [200, 403] }]';
    const { records } = await play(caseOf(steps));
    const parts = records[0]?.kind === 'together' ? records[0].records : [];
    const statuses = parts.map((part) =>
      part.kind === 'answer' && part.answer.kind === 'reply' ? part.answer.code : 0,
    );
    expect(statuses.toSorted()).toEqual([200, 403]);
  });
});

describe('the end of a case', () => {
  test('takes leave where somebody is logged in, and says nothing elsewhere', async () => {
    const heard: string[] = [];
    const answer = doorkeeper(TOKENS);
    const listening = hears((each, socket) => {
      heard.push(each.name);
      return answer(each, socket);
    });
    await play(caseOf('- member LOGIN\n- guest LOGIN: { expect: 403 }\n- member2 connect'), listening);
    expect(heard.toSorted()).toEqual(['DISCONNECTED', 'LOGIN', 'LOGIN']);
  });

  test('is not held up by a target that hangs on', async () => {
    const clinging = await play(caseOf('- member LOGIN'), (socket) => {
      socket.on('data', () => socket.write('200/OK\n'));
    });
    expect(codes(clinging)).toEqual([200]);
  });
});

describe('what holds everywhere', () => {
  const twice = inOrder(({ name }) => (name === 'SEND_MSG' ? '200/OK\n200/OK\n' : undefined));

  test('is noted of every response: its spelling, its lines, and whether anybody asked', async () => {
    const odd = inOrder(({ name }) => (name === 'SEND_MSG' ? 'Well,\n200/Ok\nhello\n200/OK\n' : undefined));
    const { everywhere } = await play(
      caseOf('- member SEND_MSG: { to: pro, content: a, exactly: 1, expect: 200 }'),
      odd,
    );
    expect(everywhere).toEqual({ misspelled: ['200/Ok'], garbage: ['Well,', 'hello'], unasked: ['200/OK'] });
  });

  test('does not hold behind a malformed command on its connection, but on others', async () => {
    const malformed =
      '- member SEND_MSG: { to: pro, content: a, malformed: true, expect: reply, exactly: 1 }';
    expect((await play(caseOf(malformed), twice)).everywhere.unasked).toEqual([]);
    const beside = `${malformed}\n- pro SEND_MSG: { to: member, content: a, expect: reply, exactly: 1 }`;
    expect((await play(caseOf(beside), twice)).everywhere.unasked).toEqual(['200/OK']);
  });

  test('lets a target say 416 to each line of what it takes for malformed, and nothing else', async () => {
    const each = inOrder(({ name }) =>
      name === 'SEND_MSG' ? '416/MISFMT\n416/MISFMT\n200/OK\n' : undefined,
    );
    const taken = '- member SEND_MSG: { to: pro, content: a, expect: reply, exactly: 1 }';
    expect((await play(caseOf(taken), each)).everywhere.unasked).toEqual(['200/OK']);
  });
});

describe('a connection', () => {
  test('that the target closes behind a refusal is opened again, and its user logged in', async () => {
    const answer = doorkeeper(TOKENS);
    const closing = hears((heard, socket) => {
      if (heard.name !== 'SEND_MSG' || heard.parameters.get('content') !== 'x') return answer(heard, socket);
      socket.end('403/DENIED\n');
      return undefined;
    });
    const steps = `
      - member LOGIN
      - member SEND_MSG: { to: pro, content: x, expect: 403 }
      - member SEND_MSG: { to: pro, content: y, expect: 200 }`;
    expect(codes(await play(caseOf(steps), closing))).toEqual([200, 403, 200]);
  });

  test('that the target has closed is left without a word: nobody logs in again for that', async () => {
    const answer = doorkeeper(TOKENS);
    let isBanned = false;
    const banning = hears((heard, socket) => {
      if (isBanned) return '403/DENIED\n';
      if (heard.name !== 'NEW_CHG_AVAILABLE') return answer(heard, socket);
      isBanned = true;
      socket.end('403/DENIED\n');
      return undefined;
    });
    const steps = `
      - member LOGIN
      - member NEW_CHG_AVAILABLE: { expect: [401, 403, close] }
      - member leave
      - member@2 LOGIN: { expect: 403 }`;
    const learnt = (run: RunContext): void => void (run.learnt.closesAfterRefusal = true);
    expect(codes(await play(caseOf(steps), banning, learnt))).toEqual([200, 403, 'done', 403]);
  });

  test('is replaced behind a malformed command', async () => {
    const heard: unknown[] = [];
    const answer = doorkeeper(TOKENS);
    const listening = hears((each, socket) => {
      heard.push(socket);
      return each.name === 'SEND_MSG' ? '416/MISFMT\n' : answer(each, socket);
    });
    const steps = `
      - member LOGIN
      - member SEND_MSG: { to: pro, content: x, malformed: true, expect: 416 }
      - member NEW_CHG_AVAILABLE: { expect: 200 }`;
    expect(codes(await play(caseOf(steps), listening))).toEqual([200, 416, 200]);
    expect(new Set(heard).size).toBe(2);
  });

  test('of a LOGIN that is refused, since a former connection still holds the user, is tried again', async () => {
    let refusals = 0;
    const answer = doorkeeper(TOKENS);
    const slow = hears((heard, socket) =>
      heard.name === 'LOGIN' && (refusals += 1) < 3 ? '403/DENIED\n' : answer(heard, socket),
    );
    const ended = (run: RunContext): void => {
      for (const account of ACCOUNTS) run.ledger.ended(account, run.now(), 'dropped');
    };
    expect(codes(await play(caseOf('- member LOGIN: { expect: 200 }'), slow, ended))).toEqual([200]);
    refusals = 0;
    expect(codes(await play(caseOf('- member LOGIN: { expect: 403 }'), slow, ended))).toEqual([403]);
  });
});
