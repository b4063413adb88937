/** The steps of a case make sense: each by itself, and one after another. */
import { commandComplaints } from './command-complaints.ts';
import type { Complaint } from './complaint.ts';
import { problemOf, type ExpandedCase } from './expanded-case.ts';
import { cureOfWord } from './explain.ts';
import type { Spec } from './load.ts';
import { foundBy, lookComplaints } from './look-complaints.ts';
import { placeholderComplaints } from './placeholders.ts';
import type { Problem } from './problem.ts';
import { stepComplaints } from './step-complaints.ts';
import { commandsIn, messagesIn, messagesLookedFor, plainSteps } from './step-parts.ts';
import type { PlainStep, Step } from './step.ts';

export function checkSteps(spec: Spec, each: ExpandedCase): Problem[] {
  const sent = new Set<string>();
  const found = new Set<string>();
  return each.steps.flatMap((step, index) => {
    const complaints = complaintsAbout(step, { spec, sent, found, caseClause: each.clauses[0] ?? '' });
    for (const name of namesGiven(step)) sent.add(name);
    for (const name of step.kind === 'look' ? foundBy(step.options) : []) found.add(name);
    return complaints.map(({ message, cure }) => problemOf(each, `step ${index + 1}: ${message}`, cure));
  });
}

type Situation = {
  spec: Spec;
  caseClause: string;
  /** The messages sent so far. */ sent: ReadonlySet<string>;
  /** Those of them that looks have had to find. */ found: ReadonlySet<string>;
};

function complaintsAbout(step: Step, { spec, caseClause, sent, found }: Situation): Complaint[] {
  const outer = step.kind === 'together' || step.kind === 'pipeline' ? step.clause : undefined;
  const inPlainSteps = plainSteps(step).flatMap((plain) => [
    ...commandsIn(plain).flatMap((sending) => {
      const clause = spec.clauses.get(sending.options.clause ?? outer ?? caseClause);
      return commandComplaints(sending, { protocol: spec.protocol, isOpen: clause?.level === 'may' });
    }),
    ...messagesNamed(plain)
      .filter((name) => !sent.has(name))
      .map((name) => neverSent(name, sent)),
    ...(plain.kind === 'look' ? lookComplaints(plain.options, found) : []),
  ]);
  return [...stepComplaints(step), ...inPlainSteps, ...placeholderComplaints(step, sent)];
}

function neverSent(name: string, sent: ReadonlySet<string>): Complaint {
  return {
    message: `no message \`${name}\` was sent before`,
    cure:
      sent.size === 0 ? `name the message where it is sent: \`as: ${name}\`` : cureOfWord(name, [...sent]),
  };
}

function messagesNamed(step: PlainStep): string[] {
  if (step.kind === 'poll') return messagesIn(step.options);
  if (step.kind === 'look') return messagesLookedFor(step.options);
  return commandsIn(step).flatMap(({ options: { message } }) => message ?? []);
}

function namesGiven(step: Step): string[] {
  return plainSteps(step).flatMap((plain) =>
    plain.kind === 'burst' || plain.kind === 'write'
      ? (plain.options.as ?? [])
      : commandsIn(plain).flatMap(({ options }) => options.as ?? []),
  );
}
