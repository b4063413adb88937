/** Whether a server that breaks these fails most of what there is: then one finding says all, and the rest waits for it. */
const BASIC = ['T3', 'T4', 'T5', 'T12'];
/** A fault that fails a larger share of the suite than this hides what else is wrong. */
const LARGE_SHARE = 1 / 3;

const isBad = ({ verdict }) => verdict === 'fail' || verdict === 'warn';
const shares = (left, right) => left.some((each) => right.includes(each));

/**
 * What the runs prove.
 * @param {{ plain: object, faults: readonly object[], variants: readonly object[] }} runs each with its results
 */
export function judge({ plain, faults, variants }) {
  const judged = faults.map((fault) => ({ ...fault, ...judgeFault(fault) }));
  return {
    faults: judged,
    survivors: judged.filter(({ caughtBy }) => caughtBy.length === 0),
    heavy: judged.filter(({ clauses, share }) => share > LARGE_SHARE && !shares(clauses, BASIC)),
    variants: variants.map((variant) => ({ ...variant, accusations: accusations(variant, plain) })),
    unfalsifiable: plain.results.filter(
      (result) => canFail(result) && !faults.some((fault) => fails(result, fault)),
    ),
    judgedCases: plain.results.filter(canFail).length,
  };
}

function judgeFault({ clauses, results }) {
  const bad = results.filter(isBad);
  return {
    bad: bad.length,
    share: bad.length / Math.max(1, results.length),
    caughtBy: bad.filter((result) => shares(result.clauses, clauses)).map(({ id }) => id),
  };
}

function canFail({ level, verdict }) {
  return level !== 'may' && verdict === 'pass';
}

function fails({ id }, { clauses, results }) {
  const result = results.find((each) => each.id === id);
  return result !== undefined && isBad(result) && shares(result.clauses, clauses);
}

/** What an odd but right server must not get: a finding, or a case less than the plain one without a freedom it hides. */
function accusations({ results, hides }, plain) {
  const passed = new Set(plain.results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
  return results.filter((result) => {
    if (result.verdict === 'pass' || result.verdict === 'observed') return false;
    const isHidden = result.verdict === 'not-observable' || result.verdict === 'skipped';
    return !isHidden || (passed.has(result.id) && !shares(result.clauses, hides));
  });
}

/**
 * The cases that came out differently when the same run was repeated.
 * @param {readonly (readonly object[])[]} repeats the results of each run
 */
export function unsteady([first, ...others]) {
  return first.flatMap(({ id, verdict }) => {
    const seen = new Set([
      verdict,
      ...others.map((results) => results.find((each) => each.id === id)?.verdict),
    ]);
    return seen.size > 1 ? [`${id}: ${[...seen].join(', ')}`] : [];
  });
}
