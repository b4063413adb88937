const seconds = (ms) => `${(ms / 1000).toFixed(0)} s`;
const percent = (share) => `${(100 * share).toFixed(0)} %`;

/** What is wrong, a line each, and the outcome in figures, for the terminal. */
export function summary(proof) {
  const { faults, survivors, variants, accused, unfalsifiable, falsifiable, flaky, durationMs } = proof;
  return [
    ...whatIsWrong(proof),
    `${faults.length - survivors.length} of ${faults.length} faults caught, ${accused.length} of ${variants.length} variants accused, ` +
      `${unfalsifiable.length} of ${falsifiable} cases unfalsifiable, ${flaky.length} flaky, ${seconds(durationMs)}`,
  ].join('\n');
}

function whatIsWrong({ survivors, accused, broken, unfalsifiable, heavy, flaky, cut }) {
  return [
    ...survivors.map(
      ({ name, clauses, bad }) =>
        `survivor: ${name} (${clauses.join(', ')}), ${bad} findings of other clauses`,
    ),
    ...accused.flatMap(({ name, accusations }) =>
      accusations.map((result) => `accused: ${name}: ${resultWords(result)}`),
    ),
    ...broken.map((result) => `the plain server: ${resultWords(result)}`),
    ...unfalsifiable.map(({ id, clauses }) => `unfalsifiable: ${id} (${clauses.join(', ')})`),
    ...heavy.map(({ name, share }) => `hides the rest: ${name} fails ${percent(share)} of the suite`),
    ...flaky.flatMap(({ name, flakes }) => flakes.map((words) => `flake: ${name}: ${words}`)),
    ...cut.map(({ name }) => `cut off: ${name}`),
  ];
}

function resultWords({ id, verdict, reason, findings: [finding] }) {
  const why =
    finding === undefined ? reason : `${finding.expected.join(' or ')} was due, ${finding.actual} came`;
  return `${id} ${verdict}: ${why}`;
}

/** The outcome as a page of the documentation. */
export function markdown(proof) {
  const { faults, survivors, variants, accused, unfalsifiable, falsifiable, heavy, flaky } = proof;
  const { isFull, repeats, durationMs } = proof;
  const servers = faults.length + variants.length + 1;
  const wrong = whatIsWrong(proof);
  return `# Proof

Written by \`npm run prove\`; do not edit. Each fault of the reference server (\`server/faults/\`) must be caught by a
case of one of its clauses; each variant (\`server/variants/\`), which is odd but right, must be accused of nothing; and
each case of a must or should clause must fail under a fault of one of its own clauses.

${table(
  ['what', 'figure'],
  [
    ['faults caught', `${faults.length - survivors.length} of ${faults.length}`],
    ['variants accused', `${accused.length} of ${variants.length}`],
    ['cases that no fault of their own makes fail', `${unfalsifiable.length} of ${falsifiable}`],
    ['faults that hide most of the suite', isFull ? String(heavy.length) : 'not asked; `--full` does'],
    [
      'servers about which repeated runs differed',
      repeats > 1 ? `${flaky.length} of ${servers}, ${repeats} runs each` : 'not asked; `--repeat` does',
    ],
    ['time', seconds(durationMs)],
  ],
)}

## What is wrong

${wrong.length === 0 ? 'Nothing.' : wrong.map((line) => `- ${cell(line)}`).join('\n')}

## Faults

Asked were ${isFull ? 'all cases' : 'the cases of the fault’s clauses and those they depend on'}. “Caught by” counts the cases of these clauses that found
something, and names the first; “found” counts all that did.

${table(['fault', 'clauses', 'what it does', 'caught by', 'found'], faults.map(faultRow))}

## Variants

“Hides” names the clauses that cannot be observed on such a server, or not in all their cases; “unseen” counts the cases.

${table(['variant', 'freedom', 'what it does', 'hides', 'unseen'], variants.map(variantRow))}
`;
}

function faultRow({ name, clauses, text, caughtBy, bad, results }) {
  const [first] = caughtBy;
  const by =
    first === undefined
      ? 'nothing'
      : `\`${first}\`${caughtBy.length > 1 ? ` and ${caughtBy.length - 1} more` : ''}`;
  return [`\`${name}\``, clauses.join(', '), text, by, `${bad} of ${results.length}`];
}

function variantRow({ name, freedom, text, hides, results }) {
  const unseen = results.filter(({ verdict }) => verdict === 'not-observable' || verdict === 'skipped');
  return [`\`${name}\``, freedom.join(', '), text, hides.join(', ') || 'nothing', String(unseen.length)];
}

/** Columns as wide as their widest cell, as the formatter wants them. */
function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => [...row[column]].length)));
  const line = (row, fill) =>
    `| ${row.map((text, column) => text.padEnd(widths[column], fill)).join(' | ')} |`;
  const [first, ...others] = cells.map((row) => line(row, ' '));
  return [
    first,
    line(
      head.map(() => ''),
      '-',
    ),
    ...others,
  ].join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
