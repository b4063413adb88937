import { faultNames, loadFault } from '../../dist/server/fault.js';
import { loadVariant, variantNames } from '../../dist/server/variant.js';

/**
 * The servers to check: the plain one, all variants and all faults, or only those named. The variants come first, for
 * the slow ones among them take longest.
 * @param {readonly string[]} only names; none stands for all
 * @throws {Error} for a name that nothing has
 */
export async function readSubjects(only) {
  const subjects = [
    ...(await load('variant', variantNames(), { only, loadOne: loadVariant })),
    ...(await load('fault', faultNames(), { only, loadOne: loadFault })),
  ];
  const missing = only.filter((name) => !subjects.some((subject) => subject.name === name));
  if (missing.length > 0) throw new Error(`there is no fault or variant called ${missing.join(', ')}`);
  const isFaultsOnly = only.length > 0 && subjects.every(({ kind }) => kind === 'fault');
  return isFaultsOnly ? subjects : [{ kind: 'plain', name: 'plain' }, ...subjects];
}

function load(kind, names, { only, loadOne }) {
  const wanted = names.filter((name) => only.length === 0 || only.includes(name));
  return Promise.all(wanted.map(async (name) => ({ kind, name, ...(await loadOne(name)) })));
}
