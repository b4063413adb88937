/** Results of runs, made by hand, that show every verdict and every shape a finding can take. */
import type { CaseResult, Finding, RunResult, Verdict } from '../../suites/result.ts';

/** A case that passed, of a must clause and 12 ms long, unless told otherwise. */
export function caseOf(
  { id, ...told }: Partial<CaseResult> & { id: string },
  more: Partial<CaseResult> = {},
): CaseResult {
  return {
    id,
    title: 'A case',
    clauses: ['M1'],
    level: 'must',
    verdict: 'pass',
    findings: [],
    transcript: [],
    durationMs: 12,
    ...told,
    ...more,
  };
}

/** A run whose counts agree with its results. */
export function runOf(results: CaseResult[], more: Partial<RunResult> = {}): RunResult {
  return {
    format: 1,
    tool: { name: 'tchatator-check', version: '0.1.0' },
    target: { address: '127.0.0.1:4242', kind: 'address', accounts: { member: 2, pro: 1, admin: 1 } },
    startedAt: '2026-03-14T15:09:26.535Z',
    durationMs: 12_340,
    verdict: 'conformant',
    seed: 7,
    repeat: 1,
    interrupted: false,
    counts: countsOf(results),
    notes: [],
    results,
    ...more,
  };
}

function countsOf(results: readonly CaseResult[]): Record<Verdict, number> {
  const ended = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  return {
    pass: ended('pass'),
    fail: ended('fail'),
    warn: ended('warn'),
    flaky: ended('flaky'),
    known: ended('known'),
    observed: ended('observed'),
    skipped: ended('skipped'),
    'not-observable': ended('not-observable'),
    blocked: ended('blocked'),
    error: ended('error'),
  };
}

const contentLost: Finding = {
  clause: 'M7',
  level: 'must',
  expected: ['new_message with content "12:30 at the harbour"'],
  actual: 'new_message with content "12"',
  sent: 'NEW_CHG_AVAILABLE\\ntoken:<token of 2>\\n',
  received:
    '200/OK\\ntype:new_message\\nmessage:{"id":41,"sended_date":"2026-03-14T15:09:27.004Z","modified_date":null,"sender_id":1,"receiver_id":2,"deleted":false,"seen":false,"content":"12"}\\n',
};

const colons = caseOf(
  {
    id: 'send/content/colons',
    title: 'Content with colons arrives unchanged',
    clauses: ['M7', 'T2'],
    verdict: 'fail',
  },
  {
    findings: [contentLost],
    hint: 'The value of a parameter is the rest of its line behind the first colon: split once, not at every colon.',
    durationMs: 48,
    transcript: [
      { atMs: 0, connection: 'member', kind: 'opened', text: '' },
      { atMs: 0.4, connection: 'member', kind: 'sent', text: 'LOGIN\\napi-token:<token of 1>\\n' },
      { atMs: 3.1, connection: 'member', kind: 'received', text: '200/OK\\n' },
      { atMs: 3.6, connection: 'pro', kind: 'opened', text: '' },
      { atMs: 3.9, connection: 'pro', kind: 'sent', text: 'LOGIN\\napi-token:<token of 2>\\n' },
      { atMs: 6.2, connection: 'pro', kind: 'received', text: '200/OK\\n' },
      {
        atMs: 6.5,
        connection: 'member',
        kind: 'sent',
        text: 'SEND_MSG\\ntoken:<token of 1>\\nrecipient-id:2\\nmessage-length:20\\ncontent:12:30 at the harbour\\n',
      },
      { atMs: 11, connection: 'member', kind: 'received', text: '200/OK\\nmessage-id:41\\n' },
      { atMs: 11.2, connection: 'pro', kind: 'sent', text: contentLost.sent },
      { atMs: 14.8, connection: 'pro', kind: 'received', text: contentLost.received },
      { atMs: 15, connection: 'pro', kind: 'note', text: 'no further change was asked for' },
      { atMs: 47, connection: 'member', kind: 'closed', text: 'by the server' },
    ],
  },
);

/** Two clauses, one of them twice; wide characters; controls and overrides that no report may let through. */
const wide = caseOf(
  {
    id: 'send/content/beyond-ascii',
    title:
      'Content beyond ASCII – 日本語, é, 👩‍🚀 – arrives unchanged, however long it is and whoever reads it',
    clauses: ['M7', 'N4'],
    verdict: 'fail',
  },
  {
    findings: [
      {
        clause: 'M7',
        level: 'must',
        expected: [
          'content "日本語のテキストは端末で二桁を取る  two spaces 👩‍🚀🇫🇷"',
          'content of the same characters, escaped as JSON',
        ],
        actual:
          'content "日本語のテキストは端末で二桁を取る two spaces \u001b[31mred\u001b[0m \u202egnp.exe\u0007\u009b2J"',
        sent: 'NEW_CHG_AVAILABLE\\ntoken:<token of 2>\\n',
        received: `200/OK\\ntype:new_message\\nmessage:{"id":42,"content":"${'日本語のテキスト'.repeat(40)}… (4127 bytes in all)`,
      },
      {
        clause: 'N4',
        level: 'must',
        expected: ['sender_id 1'],
        actual: 'sender_id 2',
        sent: '',
        received: 'sender_id 2',
      },
      {
        clause: 'M7',
        level: 'must',
        expected: [`content of 1000 characters: "${'a'.repeat(1000)}"`],
        actual: `content of 255 characters: "${'a'.repeat(255)}"`,
        sent: `SEND_MSG\\ntoken:<token of 1>\\nrecipient-id:2\\nmessage-length:1000\\ncontent:${'a'.repeat(1000)}\\n`,
        received: '200/OK\\n',
      },
    ],
    durationMs: 1312,
    transcript: [
      { atMs: 0, connection: 'member', kind: 'opened', text: '' },
      { atMs: 1204, connection: 'member', kind: 'received', text: '\u001b]0;owned\u0007200/OK\\n' },
    ],
  },
);

const silent = caseOf(
  {
    id: 'login/twice/other-connection',
    title: 'A user who is connected cannot log in on another connection',
    clauses: ['L4'],
    verdict: 'fail',
  },
  {
    findings: [
      {
        clause: 'L4',
        level: 'must',
        expected: ['403/DENIED', 'the connection closes'],
        actual: 'nothing within 2 s',
        sent: 'LOGIN\\napi-token:<token of 1>\\n',
        received: '',
      },
    ],
    durationMs: 2105,
  },
);

const unusable = caseOf(
  {
    id: 'refusals/after/misfmt',
    title: 'After 416 the connection stays usable',
    clauses: ['T22'],
    verdict: 'warn',
  },
  {
    level: 'should',
    findings: [
      {
        clause: 'T22',
        level: 'should',
        expected: ['200/OK', '416/MISFMT', 'silence', 'a close'],
        actual: '401/UNAUTH',
        sent: 'NEW_CHG_AVAILABLE\\ntoken:<token of 1>\\n',
        received: '401/UNAUTH\\nmessage:log in first\\n',
      },
    ],
    durationMs: 230,
  },
);

/** Findings that a baseline names, one of them with a link. */
const known = [
  caseOf(
    { id: 'update/content/colons', title: 'Colons in an update arrive unchanged', clauses: ['U2'] },
    {
      verdict: 'known',
      known: {
        was: 'fail',
        reason: 'Splits at every colon; the new parser does not.',
        issue: 'https://example.org/chat/issues/12',
      },
      findings: [{ ...contentLost, clause: 'U2' }],
      durationMs: 31,
    },
  ),
  caseOf(
    { id: 'login/races/different-users', title: 'Many users log in at once', clauses: ['L7'] },
    {
      verdict: 'known',
      known: { was: 'flaky', reason: 'One of them in ten gets no answer.' },
      findings: [{ ...contentLost, clause: 'L7', expected: ['200/OK'], actual: 'nothing within 2 s', received: '' }],
    },
  ),
];

const broke = caseOf(
  {
    id: 'delivery/send-msg/in-character',
    title: 'SEND_MSG cut inside a character of several bytes',
    clauses: ['T7'],
    verdict: 'error',
  },
  { reason: 'the account "pro2" was lent twice' },
);

const passes = [
  caseOf({ id: 'login/valid', title: 'LOGIN with a valid token', clauses: ['L1'], verdict: 'pass' }),
  caseOf(
    {
      id: 'send/plain',
      title: 'A message is sent and its id comes back, if the server tells it',
      clauses: ['M1', 'M10'],
      verdict: 'pass',
    },
    { observed: 'message-id comes with the 200' },
  ),
  caseOf(
    { id: 'rate/minute/within', title: 'No 426 up to the limit', clauses: ['R2'], verdict: 'pass' },
    { durationMs: 61_204 },
  ),
];

const observed = [
  caseOf(
    { id: 'open/crlf', title: 'Lines that end with CRLF', clauses: ['T15'], verdict: 'observed' },
    { level: 'may', observed: 'accepted' },
  ),
  caseOf(
    {
      id: 'open/no-changes',
      title: 'What a poll without changes is answered',
      clauses: ['N9'],
      verdict: 'observed',
    },
    { level: 'may', observed: '200 without type', durationMs: 1020 },
  ),
  caseOf(
    { id: 'open/lower-case', title: 'A command in lower case', clauses: ['T18'], verdict: 'observed' },
    { level: 'may', reason: '416/MISFMT, then a close' },
  ),
  caseOf(
    {
      id: 'open/second-user',
      title: 'LOGIN of a second user on a connection that already has one',
      clauses: ['L8'],
      verdict: 'observed',
    },
    { level: 'may', observed: '403/DENIED with "another user is here: \u001b[1mbob"' },
  ),
];

const unjudged = [
  ...['ban/effect/login', 'ban/effect/connected', 'ban/role/member', 'ban/role/pro', 'ban/unknown'].map(
    (id) =>
      caseOf(
        { id, title: 'A ban', clauses: ['B5'], verdict: 'skipped' },
        { reason: 'needs an account that may be banned for good' },
      ),
  ),
  caseOf(
    {
      id: 'rate/hour/beyond',
      title: '426 beyond the limit of the hour',
      clauses: ['R3'],
      verdict: 'skipped',
    },
    { reason: 'takes 58 minutes, longer than the patience of 5 minutes' },
  ),
  ...['send/content/quotes', 'send/content/newlines'].map((id) =>
    caseOf(
      { id, title: 'Content arrives unchanged', clauses: ['M7'], verdict: 'not-observable' },
      { reason: 'the information of a message is not written as JSON' },
    ),
  ),
  ...['update/plain', 'update/by-third'].map((id) =>
    caseOf(
      { id, title: 'Updates', clauses: ['U1'], verdict: 'blocked' },
      { reason: 'what it depends on failed', blockedBy: 'send/content/colons' },
    ),
  ),
  caseOf(
    { id: 'delete/plain', title: 'Deletes', clauses: ['X1'], verdict: 'blocked' },
    { reason: 'setup was not answered 200: SEND_MSG got 426/TOOMRQ' },
  ),
];

/** Every verdict, and all that can be said of a case. */
export const everything = runOf(
  [...passes, colons, wide, silent, unusable, broke, ...known, ...observed, ...unjudged],
  {
    verdict: 'not-conformant',
    durationMs: 73_500,
    notes: [
      'With a second professional account 12 more cases could be judged.',
      'The profile declares no limit for the hour: R1 to R8 were judged for the minute alone.',
    ],
  },
);

/** Nothing but what is known, and a baseline that says more than is so. */
export const stale = runOf([...passes, ...known], {
  baseline: {
    file: 'ci/known.yaml',
    entries: 5,
    stale: [
      {
        file: 'ci/known.yaml',
        line: 4,
        case: 'send/content/colons',
        why: 'passed',
        text: 'the case ran and nothing was found: remove the entry',
      },
      {
        file: 'ci/known.yaml',
        line: 9,
        case: 'ban/by-admn',
        why: 'no-case',
        text: 'matches no case (did you mean ban/by-admin?): correct or remove the entry',
      },
      {
        file: 'ci/known.yaml',
        line: 11,
        case: 'L7',
        why: 'expired',
        text: 'has expired on 2026-03-01: mend what it names, or give it a new date',
      },
    ],
  },
});

/** A target of other names: one is wanted, one could not be tried, one is needless. */
export const inDialect = runOf(
  [
    ...passes,
    caseOf(
      {
        id: 'dialect/send-msg/recipient-id',
        title: 'SEND_MSG takes recipient-id by this name',
        clauses: ['M1'],
        verdict: 'warn',
      },
      {
        reason: 'dialect field says receiver-id for recipient-id',
        findings: [
          {
            clause: 'M1',
            level: 'must',
            expected: ['200/OK'],
            actual: '416/MISFMT',
            sent: 'SEND_MSG\\ntoken:<token of 2>\\nrecipient-id:1\\nmessage-length:7\\ncontent:Bonsoir\\n',
            received: '416/MISFMT\\nmessage:unknown parameter\\n',
          },
        ],
      },
    ),
    caseOf(
      {
        id: 'dialect/ban-user/reason',
        title: 'BAN_USER does without reason',
        clauses: ['B1'],
        verdict: 'warn',
      },
      {
        reason: "whether the protocol's own form would do was not tried: it would cost an account for good",
        findings: [
          {
            clause: 'B1',
            level: 'must',
            expected: ['no reason'],
            actual: 'dialect field adds reason:none',
            sent: '',
            received: '',
          },
        ],
        durationMs: 0,
      },
    ),
    caseOf({
      id: 'dialect/updt-msg/message-length',
      title: 'UPDT_MSG does without message-length',
      clauses: ['U1'],
    }),
  ],
  {
    target: {
      address: '127.0.0.1:4242',
      kind: 'address',
      dialect: 'field',
      accounts: { member: 2, pro: 1, admin: 1 },
    },
    notes: [
      "dialect/updt-msg/message-length: the target takes the protocol's own form, so dialect field adds message-length:{characters} without need",
    ],
  },
);

/** One failure and nothing else out of the ordinary: what is read most often. */
export const oneFailure = runOf([...passes.slice(0, 2), colons], {
  verdict: 'not-conformant',
  durationMs: 412,
});

export const conformant = runOf([...passes, ...observed], {
  target: { address: '127.0.0.1:40123', kind: 'bundled', accounts: { member: 4, pro: 2, admin: 1 } },
  durationMs: 63_000,
});

/** Cut short after a failure. */
export const interrupted = runOf([...passes.slice(0, 1), silent], {
  verdict: 'not-conformant',
  interrupted: true,
  durationMs: 2400,
});

/** Too little could be played to say anything. */
export const incomplete = runOf([broke, ...unjudged], { verdict: 'incomplete', interrupted: true });

/** Nothing was played at all. */
export const empty = runOf([], { verdict: 'incomplete', durationMs: 3 });
