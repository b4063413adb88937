/** What a run hands to the reports, format 1. Everything here is plain data: it is written as JSON as it stands. */

export type Verdict =
  | 'pass'
  | 'fail'
  | 'warn'
  /** Repeated, and not the same each time. */
  | 'flaky'
  /** A finding that the baseline names. */
  | 'known'
  | 'observed'
  | 'skipped'
  | 'not-observable'
  | 'blocked'
  | 'error';

export type Level = 'must' | 'should' | 'may';

/** One broken expectation. `expected`: the alternatives, in words; `actual`: what came, in words. */
export interface Finding {
  clause: string;
  level: Level;
  expected: string[];
  actual: string;
  /** The bytes sent for this step, escaped and with tokens masked; empty when nothing was sent. */
  sent: string;
  /** The bytes received, escaped and with tokens masked; empty when none came. */
  received: string;
  /** The last lines that a server said before it died, escaped and with secrets masked. */
  said?: string[];
}

/** One line of the wire log. `atMs` counts from the start of the case; `text` is escaped, tokens masked. */
export interface TranscriptLine {
  atMs: number;
  connection: string;
  kind: 'opened' | 'sent' | 'received' | 'half-closed' | 'closed' | 'dropped' | 'note';
  text: string;
}

export interface CaseResult {
  id: string;
  title: string;
  clauses: string[];
  level: Level;
  /** Set where it is judged by what stands in the target's database: nothing of the protocol is asked there alone. */
  looks?: true;
  verdict: Verdict;
  /** The verdict of each play, in their order, where the case was played several times. */
  plays?: Verdict[];
  /** Why it is skipped, not observable, blocked or in error, in one sentence; what was observed for `observed`. */
  reason?: string;
  /** The id of the case or event this one was blocked by. */
  blockedBy?: string;
  findings: Finding[];
  /** What the target chose on an open point. */
  observed?: string;
  /** Of a `known` finding: what it would be else, why it may stay, and where it is followed up. */
  known?: { was: 'fail' | 'warn' | 'flaky'; reason: string; issue?: string };
  hint?: string;
  transcript: TranscriptLine[];
  durationMs: number;
}

/** An entry of the baseline that must go, or be corrected. `text` says what is wrong with it and what to do. */
export interface StaleEntry {
  file: string;
  /** From 1. */
  line: number;
  /** The pattern it names its cases by. */
  case: string;
  why: 'passed' | 'no-case' | 'expired';
  text: string;
}

export interface RunResult {
  format: 1;
  tool: { name: 'tchatator-check'; version: string };
  target: {
    address: string;
    kind: 'bundled' | 'address' | 'exec';
    /** The dialect it speaks: its verdict holds in that alone. */
    dialect?: string;
    accounts: Record<'member' | 'pro' | 'admin', number>;
  };
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  verdict: 'conformant' | 'not-conformant' | 'flaky' | 'incomplete';
  /** What the order of the cases and all that is made up in them come from, and how often each was played. */
  seed: number;
  repeat: number;
  /** True when a signal such as Ctrl-C cut the run short; what --bail leaves out, the failure explains. */
  interrupted: boolean;
  counts: Record<Verdict, number>;
  /** The baseline that was held against the findings, if there was one. */
  baseline?: { file: string; entries: number; stale: StaleEntry[] };
  /** What a profile or more accounts would add, in sentences; shown in the last lines of a report. */
  notes: string[];
  results: CaseResult[];
}

/** What a run tells while it goes on. */
export type RunEvent =
  | { kind: 'plan'; total: number; text: string }
  | { kind: 'case-started'; id: string }
  | { kind: 'case-ended'; result: CaseResult; done: number; total: number }
  | { kind: 'waiting'; forMs: number; why: string }
  /** The target died, and is started again; `where`: `in` a case, or `behind` the last one. */
  | { kind: 'died'; where: string; how: string };
