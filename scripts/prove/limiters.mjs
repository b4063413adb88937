/** The limiters that `load --plan limits` is shown: by which clause it must catch them, or how it must name them. */
const caught = (name, by) => ({ name, flags: ['--fault', name], must: { kind: 'caught', by } });
const named = (name, as) => ({ name, flags: ['--variant', name], must: { kind: 'named', as } });

export const LIMITERS = [
  {
    name: 'as it comes',
    flags: [],
    must: { kind: 'named', as: { kinds: ['sliding'], countsCommands: [false], countsRefused: [false] } },
  },
  named('limits-in-fixed-windows', { kinds: ['first-message'], countsCommands: [false] }),
  named('limits-in-windows-of-a-clock', { kinds: ['clock'] }),
  named('limits-as-token-buckets', { kinds: ['bucket'] }),
  named('limits-count-refused-messages', {
    kinds: ['sliding'],
    countsCommands: [false],
    countsRefused: [true],
  }),
  named('limits-count-every-command', { kinds: ['sliding'], countsCommands: [true] }),
  caught('limit-one-too-high', 'R3'),
  caught('limit-one-too-low', 'R2'),
  caught('no-limit', 'R3'),
  caught('limit-answered-403', 'R3'),
  caught('no-hour-limit', 'R3/hour'),
  caught('limit-shared-by-all', 'R6'),
  caught('limit-reset-by-login', 'R7'),
  caught('limit-never-ends', 'R5'),
  caught('limited-message-stored', 'R4'),
  caught('limited-user-cannot-log-in', 'R8'),
  caught('limited-user-is-logged-out', 'T22'),
];
