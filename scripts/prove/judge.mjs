/** A server that breaks one of these fails most of what there is: one finding says all, and the rest waits for it. */
const BASIC = ['T3', 'T4', 'T5', 'T12'];
/** A fault that fails a larger share of the suite than this hides what else is wrong. */
const LARGE_SHARE = 1 / 3;

const isBad = ({ verdict }) => verdict === 'fail' || verdict === 'warn';
const shares = (left, right) => left.some((each) => right.includes(each));

/**
 * What the runs prove. `isPartial`: not all faults and variants were asked for, so that nothing can be said about cases
 * that none of them makes fail; `isFull`: each fault was asked all cases, so that its share can be told.
 * @param {readonly object[]} runs of `check`
 */
export function judge(runs, { isPartial, isFull }) {
  const plain = runs.find(({ kind }) => kind === 'plain')?.results ?? [];
  const faults = runs
    .filter(({ kind }) => kind === 'fault')
    .map((fault) => ({ ...fault, ...judgeFault(fault) }));
  const variants = runs
    .filter(({ kind }) => kind === 'variant')
    .map((variant) => ({ ...variant, accusations: accusations(variant, plain) }));
  const falsifiable = plain.filter(({ level, verdict }) => level !== 'may' && verdict === 'pass');
  const wrong = {
    survivors: faults.filter(({ caughtBy }) => caughtBy.length === 0),
    accused: variants.filter((variant) => variant.accusations.length > 0),
    broken: plain.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'observed'),
    unfalsifiable: isPartial
      ? []
      : falsifiable.filter((result) => !faults.some((fault) => fails(result, fault))),
    heavy: isFull
      ? faults.filter(({ clauses, share }) => share > LARGE_SHARE && !shares(clauses, BASIC))
      : [],
    flaky: runs.filter(({ flakes }) => flakes.length > 0),
    cut: runs.filter(({ isCut }) => isCut),
  };
  const isProven = Object.values(wrong).every((list) => list.length === 0);
  return { faults, variants, falsifiable: falsifiable.length, ...wrong, isProven };
}

/** A fault is caught by the cases of its clauses that found something. */
function judgeFault({ clauses, results }) {
  const bad = results.filter(isBad);
  return {
    bad: bad.length,
    share: bad.length / Math.max(1, results.length),
    caughtBy: bad.filter((result) => shares(result.clauses, clauses)).map(({ id }) => id),
  };
}

function fails({ id }, { clauses, results }) {
  return results.some((result) => result.id === id && isBad(result) && shares(result.clauses, clauses));
}

/** What an odd but right server must not get: a finding, or a pass less than the plain one that its freedom does not hide. */
function accusations({ results, hides }, plain) {
  const passed = new Set(plain.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
  return results.filter((result) => {
    if (result.verdict === 'pass' || result.verdict === 'observed') return false;
    const isUnseen = result.verdict === 'not-observable' || result.verdict === 'skipped';
    return !isUnseen || (passed.has(result.id) && !shares(result.clauses, hides));
  });
}

/**
 * The cases that came out differently when the same run was repeated, in words.
 * @param {readonly (readonly object[])[]} runs the results of each
 */
export function unsteady([first, ...others]) {
  return first.flatMap(({ id, verdict }) => {
    const again = others.map((results) => results.find((each) => each.id === id)?.verdict);
    const seen = new Set([verdict, ...again]);
    return seen.size > 1 ? [`${id}: ${[...seen].join(', ')}`] : [];
  });
}
