import { describe, expect, test } from 'vitest';
import { caseOf } from '../golden/records.ts';
import { runContext } from '../golden/run-context.ts';
import { answerOf, codes, inOrder, stage, TOKENS } from '../golden/stage.ts';
import { doorkeeper, hears, type Behaviour } from '../golden/tiny-server.ts';
import type { Played } from '../played.ts';
import { idleOf } from './write.ts';

/** A server in order that keeps what it got, segment by segment. */
function listening(): { behave: Behaviour; segments: string[] } {
  const segments: string[] = [];
  const answer = doorkeeper(TOKENS);
  return {
    segments,
    behave: (socket) => {
      socket.on('data', (bytes: Buffer) => segments.push(bytes.toString('latin1')));
      hears(answer)(socket);
    },
  };
}

/** What was sent, a line for each segment. */
function sentIn({ transcript }: Played): string[] {
  return transcript.flatMap(({ kind, text }) => (kind === 'sent' ? [text] : []));
}

describe('bytes written by hand', () => {
  test('leave as they stand in the case, with their placeholders filled', async () => {
    const { behave, segments } = listening();
    const steps = String.raw`
      - member write: { bytes: "LOGIN\napi-token:{member.token}\n", expect: 200 }`;
    expect(codes((await stage(caseOf(steps), behave)).played)).toEqual([200]);
    expect(segments).toEqual(['LOGIN\napi-token:token-of-member-1\n', 'DISCONNECTED\n']);
  });

  test('are text, then hexadecimal, then a text many times, then the rest', async () => {
    const { behave, segments } = listening();
    const steps = `
      - guest write: { bytes: LOGIN, hex: '0a 61', repeat: { text: pi, times: 2 }, then: ':x', malformed: true, awaits: nothing }`;
    await stage(caseOf(steps), behave);
    expect(segments.join('')).toBe('LOGIN\napipi:x');
  });

  test('may leave one by one', async () => {
    const steps = String.raw`
      - member write: { bytes: "LOGIN\napi-token:{member.token}\n", delivery: byte-by-byte, expect: 200 }`;
    const { played } = await stage(caseOf(steps), inOrder());
    expect(answerOf(played, 0).answer).toMatchObject({ code: 200 });
    expect(sentIn(played)[0]).toBe('LOGIN\\napi-token:<token of 1>\\n (in 34 pieces)');
  });

  test('that break the grammar unmarked are a mistake of ours, and are not sent', async () => {
    const { behave, segments } = listening();
    const { played } = await stage(caseOf('- guest write: { bytes: "HELLO\\n", expect: 416 }'), behave);
    expect(played.records).toMatchObject([{ kind: 'wrong' }]);
    expect(segments).toEqual([]);
  });

  test('that are unfinished on purpose await nothing', async () => {
    const steps = `
      - member LOGIN
      - member write:
          { bytes: "SEND_MSG\\ncontent:x", carries: x, as: m, malformed: true, awaits: nothing, counts: 1 }`;
    const { played } = await stage(caseOf(steps), inOrder());
    expect(answerOf(played, 1).answer).toEqual({ kind: 'silence', forMs: 0 });
    expect(played.messages.get('m')).toMatchObject({ contents: ['x'], codes: [0] });
  });

  test('are counted against the budget of whoever is logged in', async () => {
    const steps = `
      - member LOGIN
      - member write: { bytes: "NEW_CHG_AVAILABLE\\ntoken:{member.token}\\n", counts: 3, expect: 200 }`;
    const { run } = await stage(caseOf(steps), inOrder());
    const [member] = run.ledger.usable;
    run.ledger.counts = 'commands';
    // The LOGIN, three as they say, and DISCONNECTED.
    expect(member && run.ledger.used(member, { window: 'minute' }, run.now())).toBe(5);
  });
});

describe('how long an unfinished command is kept', () => {
  test.each([
    ['newline', 40, 1000],
    ['empty-line', 40, 1000],
    ['none', 40, 40],
    ['none', Infinity, 1000],
  ] as const)(
    'with commands that end with %s, answered after %d ms: %d ms',
    (ending, answeredAfterMs, ms) => {
      const run = runContext({ timing: { idleMs: 1000 } });
      Object.assign(run.learnt, { ending, answeredAfterMs });
      expect(idleOf(run)).toBe(ms);
    },
  );
});

describe('a pipeline', () => {
  const steps = `
    - member pipeline:
        commands:
          - LOGIN: {}
          - SEND_MSG: { to: pro, content: 'a {unique}', as: m }
          - NEW_CHG_AVAILABLE: {}`;

  test('leaves in one segment, and its answers are taken in order', async () => {
    const { behave, segments } = listening();
    const { played } = await stage(caseOf(steps), behave);
    expect(segments[0]).toMatch(/^LOGIN\n.*SEND_MSG\n.*NEW_CHG_AVAILABLE\n/s);
    expect(played.records).toMatchObject([
      { kind: 'answers', answers: [{ code: 200 }, { code: 200 }, { code: 200 }] },
    ]);
    expect(played.messages.get('m')).toMatchObject({ contents: [`a ${played.nonce}`], codes: [200] });
  });

  test('ends with the first answer that does not come; what was sent is remembered', async () => {
    const mute = hears(({ name }) => (name === 'LOGIN' ? '200/OK\n' : undefined));
    const { played } = await stage(caseOf(steps), mute);
    expect(played.records).toMatchObject([{ answers: [{ code: 200 }, { kind: 'silence' }] }]);
    expect(played.messages.get('m')).toMatchObject({ codes: [0] });
  });

  test('learns the ids of its messages, where answers tell them', async () => {
    const two = `
      - member pipeline:
          commands:
            - LOGIN: {}
            - SEND_MSG: { to: pro, content: a, as: a }
            - SEND_MSG: { to: pro, content: b, as: b }`;
    let id = 4;
    const server = inOrder(({ name }) => (name === 'SEND_MSG' ? `200/OK\nid:${(id += 1)}\n` : undefined));
    const told = await stage(caseOf(two), server, ({ learnt }) => {
      learnt.messageIdKey = { kind: 'key', key: 'id' };
    });
    expect([...told.played.messages.values()].map((message) => message.id)).toEqual(['5', '6']);
  });

  test('leaves its user logged in, who takes leave at the end', async () => {
    const { behave, segments } = listening();
    await stage(caseOf(steps), behave);
    expect(segments.at(-1)).toBe('DISCONNECTED\n');
  });

  test('may have its last command cut', async () => {
    const cut = `
      - member pipeline:
          commands:
            - LOGIN: {}
            - NEW_CHG_AVAILABLE: { delivery: { cut: in-name } }`;
    const { played } = await stage(caseOf(cut), inOrder());
    const [first, second] = sentIn(played);
    expect(first).toMatch(/^LOGIN\\n.*\\nNEW_CHG_A$/);
    expect(second).toMatch(/^VAILABLE\\n/);
    expect(played.records).toMatchObject([{ answers: [{ code: 200 }, { code: 200 }] }]);
  });
});
