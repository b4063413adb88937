import type { Dialect } from '../../spec/dialect-schema.ts';
import type { Protocol } from '../../spec/clause-schema.ts';
import type { Case } from '../case.ts';
import { deviationsOf } from './deviations.ts';

/**
 * A case for each deviation of a dialect: the one that shows whether its command works, spoken without that deviation.
 * It fails where the target wants it, and passes where the protocol's own form would do.
 * @param cases all there are
 */
export function deviationCases(dialect: Dialect, cases: readonly Case[], protocol: Protocol): Case[] {
  return deviationsOf(dialect, protocol).flatMap((deviation) => {
    const base = cases.find(({ id }) => id === deviation.shownBy);
    if (base === undefined) return [];
    const { steps, accounts, requires, alone, phase, file, line } = base;
    const needs = [...new Set([base.id, ...base.needs])];
    const { id, title, clause } = deviation;
    const own = { id, aliases: [], title, clauses: [clause], level: 'must', needs, deviation } as const;
    return [{ ...own, steps, accounts, requires, alone, phase, file, line }];
  });
}
