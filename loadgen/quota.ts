import type { Limits } from '../target/profile.ts';
import { Course } from './course.ts';
import { partOf } from './mix.ts';
import { durationOf, type Plan } from './plan.ts';

/** A window of the rate limit, and what a user may send in it. */
interface Window {
  readonly name: string;
  readonly ms: number;
  readonly messages: number;
}

/**
 * Why a plan asks for more messages than its users may send, in a sentence; nothing where it does not, where no limit is
 * known, and where the plan expects to be refused.
 * @param runs so often it is done, each time right behind the last
 */
export function quotaProblems(plan: Plan, limits: Limits, runs = 1): string[] {
  if (plan.expect.includes(426) || partOf(plan.mix, 'send') === 0) return [];
  const asked = (ms: number): number => runsWithin(plan, ms, runs) * mostMessages(plan, ms);
  const broken = windowsOf(limits).find(({ ms, messages }) => asked(ms) > messages);
  return broken === undefined ? [] : [sentence(plan, broken, asked(broken.ms))];
}

/** How many messages each user sends within so much time at most, as far as the plan tells. */
export function mostMessages(plan: Plan, windowMs: number): number {
  const part = partOf(plan.mix, 'send');
  return Math.ceil((part * mostCommands(plan, windowMs)) / plan.connections - 1e-9);
}

/** How many of the runs fall into so much time at most; those that end with a number of commands may be short. */
function runsWithin(plan: Plan, windowMs: number, runs: number): number {
  if (plan.load.kind === 'closed' && plan.load.requests !== undefined) return runs;
  return Math.min(runs, Math.ceil(windowMs / (plan.warmUpMs + durationOf(plan))));
}

/** By all users together. */
function mostCommands(plan: Plan, windowMs: number): number {
  const { load, warmUpMs, connections } = plan;
  const spanMs = Math.min(windowMs, warmUpMs + durationOf(plan));
  if (load.kind === 'open') {
    const course = new Course(load.stages);
    const warmUp = ((load.stages[0]?.fromPerSecond ?? 0) * Math.min(warmUpMs, spanMs)) / 1000;
    return Math.max(warmUp + course.countBefore(spanMs - warmUpMs), busiest(course, spanMs));
  }
  const atPace = load.thinkMs === 0 ? Infinity : connections * load.depth * Math.ceil(spanMs / load.thinkMs);
  const warmUp =
    load.thinkMs === 0 ? Infinity : connections * load.depth * Math.ceil(warmUpMs / load.thinkMs);
  return Math.min(atPace, (load.requests ?? Infinity) + (warmUpMs === 0 ? 0 : warmUp));
}

/** So many places of a course are looked at. */
const LOOKS = 2000;

function busiest(course: Course, spanMs: number): number {
  let most = 0;
  for (let look = 0; look <= LOOKS; look += 1) {
    const fromMs = ((course.durationMs - spanMs) * look) / LOOKS;
    most = Math.max(most, course.countBefore(fromMs + spanMs) - course.countBefore(Math.max(0, fromMs)));
  }
  return most;
}

function windowsOf({ perMinute, minuteMs, perHour, hourMs }: Limits): Window[] {
  return [
    ...(perMinute === undefined ? [] : [{ name: 'minute', ms: minuteMs, messages: perMinute }]),
    ...(perHour === undefined ? [] : [{ name: 'hour', ms: hourMs, messages: perHour }]),
  ];
}

function sentence({ connections }: Plan, { name, ms, messages }: Window, asked: number): string {
  const within = name === 'minute' && ms === 60_000 ? 'a minute' : `its ${name} of ${ms} ms`;
  const span = name === 'hour' && ms === 3_600_000 ? 'an hour' : within;
  const who = connections === 1 ? 'its user' : `each of its ${connections} users`;
  const wanted = asked === Infinity ? 'as many messages as can be' : `${asked} messages`;
  const more =
    asked === Infinity ? '' : `, more connections (${Math.ceil((asked * connections) / messages)})`;
  return `the plan asks ${who} for ${wanted} within ${span}, and the limit is ${messages}: plan a lower rate${more}, or expect 426`;
}
