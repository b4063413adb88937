/** What makes no sense in a look into the database. */
import type { Complaint } from './complaint.ts';
import { storedIn } from './step-parts.ts';
import type { LookOptions } from './step.ts';

/** Options that do not go together; `found`: the messages that looks before this one had to find. */
export function lookComplaints(options: LookOptions, found: ReadonlySet<string>): Complaint[] {
  const { stored, missing, unchanged = [], deleted = [], once, judges } = options;
  const idle = Object.entries({ once, judges }).flatMap(([word, value]) =>
    value === undefined || stored !== undefined ? [] : [word],
  );
  const compared = [...unchanged, ...deleted];
  const looksForNothing = stored === undefined && missing === undefined && compared.length === 0;
  return [
    ...(looksForNothing ? [NOTHING] : []),
    ...idle.map((word) => ({
      message: `\`${word}\` says how a message that is stored is judged, and none is looked for`,
      cure: `add \`stored\`, or remove \`${word}\``,
    })),
    ...compared
      .filter((name) => !found.has(name))
      .map((name) => ({
        message: `there is nothing to compare \`${name}\` with`,
        cure: `look before what might change it: \`stored: [${name}]\``,
      })),
  ];
}

const NOTHING: Complaint = {
  message: 'this looks for nothing',
  cure: 'give `stored`, `missing`, `unchanged` or `deleted`',
};

/** The messages that a look had to find, by name: what a later one is compared with. */
export function foundBy(options: LookOptions): string[] {
  return storedIn(options).map(({ message }) => message);
}
