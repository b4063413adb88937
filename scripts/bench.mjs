// Measures the load generator and the reference server, and writes docs/performance.md: run scripts/build.mjs before.
//   --rounds <n>   how often each generator runs (5)
//   --seconds <n>  how long each time (3)
//   --only <part>  generators, open-loop or server; docs/performance.md stays as it is
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareGenerators } from './bench/generators.mjs';
import { machine, markdown } from './bench/report.mjs';
import { measureOpenLoop } from './bench/open-loop.mjs';
import { measureServer } from './bench/reference-server.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  log: (line) => console.error(line),
};
const isWanted = (part) => values.only === undefined || values.only === part;
const measured = {
  machine: machine(),
  options,
  generators: isWanted('generators') ? await compareGenerators(options) : undefined,
  openLoop: isWanted('open-loop') ? await measureOpenLoop(options) : undefined,
  server: isWanted('server') ? await measureServer(options) : undefined,
};
const text = markdown(measured);
if (values.only === undefined) writeFileSync(new URL('../docs/performance.md', import.meta.url), text);
console.log(text);
