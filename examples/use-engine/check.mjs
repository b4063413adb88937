// Asks a server a few things and says what it does wrong: node check.mjs [profile]
import { checkServer, loadSuite } from 'tchatator-check/engine';

const [profile = 'tchatator.yaml'] = process.argv.slice(2);
const suite = loadSuite();
const result = await checkServer(profile, { suite, only: ['login', 'L5'] });

for (const { id, verdict, findings } of result.results) {
  for (const { clause, expected, actual } of findings) {
    console.log(`${verdict} ${id}: ${suite.clauses.get(clause)?.text}`);
    console.log(`  expected ${expected.join(' or ')}, got ${actual}`);
  }
}
console.log(`${result.verdict}: ${result.counts.pass} of ${result.results.length} passed`);
process.exitCode = result.verdict === 'not-conformant' ? 1 : 0;
