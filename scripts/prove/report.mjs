const seconds = (ms) => `${(ms / 1000).toFixed(0)} s`;
const percent = (share) => `${(100 * share).toFixed(0)} %`;

/** The outcome in figures, and everything that is wrong, for the terminal. */
export function summary(outcome) {
  const { faults, survivors, variants, unfalsifiable, judgedCases, heavy, flakes, cut, durationMs } = outcome;
  const accused = variants.filter(({ accusations }) => accusations.length > 0);
  return [
    ...survivors.map(
      ({ name, clauses, bad }) => `survivor: ${name} (${clauses.join(', ')}), ${bad} other findings`,
    ),
    ...accused.flatMap(({ name, accusations }) =>
      accusations.map((result) => `accused: ${name}: ${resultWords(result)}`),
    ),
    ...unfalsifiable.map(({ id, clauses }) => `unfalsifiable: ${id} (${clauses.join(', ')})`),
    ...heavy.map(({ name, share }) => `hides the rest: ${name} fails ${percent(share)} of the suite`),
    ...flakes.flatMap(({ name, flakes: cases }) => cases.map((words) => `flake: ${name}: ${words}`)),
    ...cut.map(({ name }) => `cut off: ${name}`),
    `${faults.length - survivors.length} of ${faults.length} faults caught, ${accused.length} of ${variants.length} variants accused, ` +
      `${unfalsifiable.length} of ${judgedCases} cases unfalsifiable, ${flakes.length} flakes, ${seconds(durationMs)}`,
  ].join('\n');
}

function resultWords({ id, verdict, reason, findings }) {
  const [finding] = findings;
  const why = finding === undefined ? reason : `${finding.expected.join(' or ')} was due, ${finding.actual}`;
  return `${id} ${verdict}: ${why}`;
}

/** The outcome as a page of the documentation. */
export function markdown(outcome) {
  const { faults, survivors, variants, unfalsifiable, judgedCases, durationMs, isFull, heavy } = outcome;
  const accused = variants.filter(({ accusations }) => accusations.length > 0);
  return `# Proof

Written by \`npm run prove\`; do not edit. Each fault of the reference server (\`server/faults/\`) must be caught by a
case that names its clause; each variant (\`server/variants/\`), which is odd but right, must be accused of nothing; and
each case of a must or should clause must fail under a fault of one of its own clauses.

| what                              | figure |
| --------------------------------- | ------ |
| faults caught                     | ${faults.length - survivors.length} of ${faults.length} |
| variants accused                  | ${accused.length} of ${variants.length} |
| cases that no fault makes fail    | ${unfalsifiable.length} of ${judgedCases} |
| faults that hide most of the suite | ${isFull ? heavy.length : 'not asked; `--full` does'} |
| time                              | ${seconds(durationMs)} |

## Survivors, accusations, unfalsifiable cases

${list([
  ...survivors.map(({ name, clauses }) => `survivor: \`${name}\` (${clauses.join(', ')})`),
  ...accused.flatMap(({ name, accusations }) =>
    accusations.map((result) => `accused: \`${name}\`: ${resultWords(result)}`),
  ),
  ...unfalsifiable.map(({ id, clauses }) => `unfalsifiable: \`${id}\` (${clauses.join(', ')})`),
])}

## Faults

Asked were ${isFull ? 'all cases' : 'the cases of the fault’s clauses and those they depend on'}. “Caught by” counts the cases of these clauses that found something broken, and names the first.

| fault | clauses | what it does | caught by | findings |
| ----- | ------- | ------------ | --------- | -------- |
${faults.map(faultRow).join('\n')}

## Variants

| variant | freedom | what it does | hides | not observable |
| ------- | ------- | ------------ | ----- | -------------- |
${variants.map(variantRow).join('\n')}
`;
}

function list(lines) {
  return lines.length === 0 ? 'None.' : lines.map((line) => `- ${cell(line)}`).join('\n');
}

function faultRow({ name, clauses, text, caughtBy, bad, results }) {
  const [first = 'nothing'] = caughtBy;
  const by = caughtBy.length > 1 ? `${caughtBy.length}: \`${first}\`, …` : `\`${first}\``;
  return `| \`${name}\` | ${clauses.join(', ')} | ${cell(text)} | ${by} | ${bad} of ${results.length} |`;
}

function variantRow({ name, freedom, text, hides, results }) {
  const unseen = results.filter(({ verdict }) => verdict === 'not-observable' || verdict === 'skipped');
  return `| \`${name}\` | ${freedom.join(', ')} | ${cell(text)} | ${hides.join(', ') || '–'} | ${unseen.length} |`;
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
