import type { Subject } from '../check/subject.ts';
import type { Interrupt } from '../check/interrupt.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { LoadSettings } from './settings.ts';

/** What a plan is run with. */
export interface Conducting {
  readonly subject: Subject;
  readonly settings: LoadSettings;
  readonly interrupt: Interrupt;
}

/** `reported`: reports are written. `cannot`: there is nothing to report, and why, in sentences; `cure`: what to do about just that. */
export type Conducted =
  | { readonly kind: 'reported'; readonly exitCode: ExitCode }
  | { readonly kind: 'cannot'; readonly why: readonly string[]; readonly cure?: string }
  | { readonly kind: 'interrupted' };
