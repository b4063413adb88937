import { Course } from './course.ts';
import type { OpenLoad } from './plan.ts';
import { seeded } from './random.ts';
import type { Share } from './share.ts';

/** The intended send times of one share of an open loop, in order. */
export interface Arrivals {
  /** In ms from the start of the first stage; infinite once there are no more. */
  readonly nextMs: number;
  advance(): void;
}

/**
 * The times are the plan's: command n is due when it is, whoever sends it. A share takes each `of`-th of them.
 * @param seed of the plan; all shares have the same
 */
export function arrivalsOf(load: OpenLoad, share: Share, seed: number): Arrivals {
  const course = new Course(load.stages);
  switch (load.arrivals) {
    case 'even':
      return new EvenArrivals(course, share);
    case 'random':
      return new RandomArrivals(course, share, seed);
  }
}

class EvenArrivals implements Arrivals {
  nextMs: number;
  readonly #course: Course;
  readonly #step: number;
  #number: number;

  constructor(course: Course, { index, of }: Share) {
    this.#course = course;
    this.#step = of;
    this.#number = index;
    this.nextMs = course.timeOf(index);
  }

  advance(): void {
    this.#number += this.#step;
    this.nextMs = this.#course.timeOf(this.#number);
  }
}

/** Every share draws the distances of all commands, and so agrees with the others on its own. */
class RandomArrivals implements Arrivals {
  nextMs: number;
  readonly #course: Course;
  readonly #step: number;
  readonly #random: () => number;
  #position = 0;

  constructor(course: Course, { index, of }: Share, seed: number) {
    this.#course = course;
    this.#step = of;
    this.#random = seeded(seed);
    this.#skip(index + 1);
    this.nextMs = course.timeOf(this.#position);
  }

  advance(): void {
    this.#skip(this.#step);
    this.nextMs = this.#course.timeOf(this.#position);
  }

  #skip(commands: number): void {
    for (let drawn = 0; drawn < commands; drawn += 1) this.#position -= Math.log(1 - this.#random());
  }
}
