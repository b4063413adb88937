import { expect, test } from 'vitest';
import { COMMANDS } from '../server/commands/table.ts';
import { loadSpec } from '../spec/load.ts';
import type { Spec } from '../spec/load.ts';
import { STATUSES } from '../wire/status.ts';

// The same words stand in two places on purpose, so that a mistake in one does not hide itself: here they meet.

const { protocol } = specification();

test('wire/ and spec/ have the same statuses', () => {
  expect(Object.entries(STATUSES)).toEqual(
    protocol.statuses.map(({ code, name }) => [String(code), `${code}/${name}`]),
  );
});

test('server/ and spec/ have the same commands, with the same parameters in the same order', () => {
  const served = Array.from(COMMANDS, ([name, { required }]) => ({ name, parameters: required }));
  expect(served).toEqual(
    protocol.commands.map(({ name, parameters }) => ({
      name,
      parameters: parameters.map((each) => each.name),
    })),
  );
});

function specification(): Spec {
  const loaded = loadSpec();
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  return loaded.spec;
}
