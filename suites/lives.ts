import type { Death, Lifeline } from '../target/lifeline.ts';
import type { Case } from './case.ts';
import type { RunEvent } from './result.ts';

/** One death of the target, as far as a run can tell what it died of. */
export interface Demise {
  /** `in` the case in which it showed, or `behind` what was asked last. */
  readonly where: string;
  readonly death: Death;
  /** `certain`: nothing else had been asked since it was started. */
  readonly blame: 'certain' | 'doubtful';
  /** The cases that were being played. */
  readonly suspects: ReadonlySet<Case>;
}

export interface LivesOptions {
  readonly lifeline: Lifeline | undefined;
  readonly onEvent: (event: RunEvent) => void;
  readonly now: () => number;
}

/** A target that dies in so many cases in a row is not started again. */
const MOST_IN_A_ROW = 10;
/** Only a target that is up again so soon is started anew between harmful cases that it survives. */
const QUICK_MS = 5000;

/**
 * The lives of a target that can be started again. A case that may do harm gets a life of its own, so that what it does is
 * not taken for the doing of the next one; so does a case in which the target died that others had been played before
 * in the same life. Without a lifeline there is one life, and its end is the end of the run.
 */
export class Lives {
  readonly #options: LivesOptions;
  readonly #demises: Demise[] = [];
  /** What was played in this life. */
  readonly #played = new Set<Case>();
  /** What was going on when this life ended. */
  #dying = new Set<Case>();
  /** What the target has died of, seen alone. */
  readonly #fatal = new Set<Case>();
  /** What has to be played again, alone. */
  readonly #suspects = new Set<Case>();
  #state: 'lives' | 'died' | { readonly ended: string } = 'lives';
  /** Whether this life began for the cases in it, with nothing asked before. */
  #isOurs = false;
  #inARow = 0;
  #isQuick = true;
  #last = 'the first questions';

  constructor(options: LivesOptions) {
    this.#options = options;
  }

  get demises(): readonly Demise[] {
    return this.#demises;
  }

  /** The deaths that no case is blamed for: none that was being played was the end of a target that had seen it alone. */
  get unexplained(): readonly Demise[] {
    return this.#demises.filter(({ suspects }) => ![...suspects].some((each) => this.#fatal.has(each)));
  }

  /** Why nothing can be played any more. */
  get end(): string | undefined {
    return typeof this.#state === 'object' ? this.#state.ended : undefined;
  }

  /** Whether the target has died and not been started again yet: what goes on beside may have died of it too. */
  get isOver(): boolean {
    return this.#state === 'died';
  }

  /** Whether a case is to be played with nothing beside it and nothing before it. */
  isAlone(each: Case): boolean {
    if (this.#options.lifeline === undefined) return false;
    return this.#suspects.has(each) || (each.phase === 'harm' && this.#isQuick);
  }

  /** Whether the target has to be started anew before this case. */
  mustRenewFor(each: Case): boolean {
    return this.isAlone(each) && (this.#played.size > 0 || !this.#isOurs);
  }

  began(each: Case): void {
    this.#played.add(each);
    this.#last = each.id;
  }

  /** A case has come to its end in a target that lives. */
  survived(each: Case): void {
    this.#suspects.delete(each);
    this.#inARow = 0;
  }

  /**
   * The target died while these cases were being played, and maybe of an earlier one. `certain` when it can only have been
   * this one; `doubtful` when it has to be seen again, with that case alone; `final` when nobody can start it again.
   */
  diedIn(each: Case, death: Death | undefined): 'certain' | 'doubtful' | 'final' {
    if (this.#options.lifeline === undefined || death === undefined) {
      this.#state = { ended: `the server died in ${each.id}` };
      return 'final';
    }
    const isOnly = this.#isOurs && this.#played.size === 1 && this.#played.has(each);
    const blame = isOnly ? 'certain' : 'doubtful';
    if (blame === 'certain') {
      this.#suspects.delete(each);
      this.#fatal.add(each);
    } else this.#suspects.add(each);
    if (this.#state === 'lives') this.#note({ where: `in ${each.id}`, death, blame });
    this.#dying.add(each);
    return blame;
  }

  /** Looks whether it has died while nothing was going on. */
  async look(): Promise<void> {
    if (this.#state !== 'lives') return;
    const death = await this.#options.lifeline?.death(0);
    if (death !== undefined) this.#note({ where: `behind ${this.#last}`, death, blame: 'doubtful' });
  }

  /** Starts it anew, on the same data; an `end` when that is of no use. */
  async renew(): Promise<void> {
    const { lifeline, now } = this.#options;
    if (lifeline === undefined) return;
    const last = this.#demises.at(-1);
    const died = this.#state === 'died' && last !== undefined ? `died ${last.where}` : 'was started anew';
    if (this.#inARow >= MOST_IN_A_ROW) {
      this.#state = { ended: `the server ${died}, the ${this.#inARow}th time in a row` };
      return;
    }
    const startMs = now();
    const restart = await lifeline.restart();
    this.#isQuick &&= now() - startMs < QUICK_MS;
    this.#played.clear();
    this.#isOurs = true;
    this.#state =
      restart.kind === 'up' ? 'lives' : { ended: `the server ${died} and did not come up: ${restart.why}` };
  }

  #note(demise: Omit<Demise, 'suspects'>): void {
    this.#state = 'died';
    this.#inARow += 1;
    this.#dying = new Set();
    this.#demises.push({ ...demise, suspects: this.#dying });
    this.#options.onEvent({ kind: 'died', where: demise.where, how: demise.death.how });
  }
}
