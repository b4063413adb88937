import { expect, test } from 'vitest';
import { Cleanup } from './cleanup.ts';

function recording() {
  const cleanup = new Cleanup();
  const done: string[] = [];
  const add = (name: string, error?: Error) => {
    cleanup.add(() => {
      done.push(name);
      return error === undefined ? Promise.resolve() : Promise.reject(error);
    });
  };
  return { cleanup, done, add };
}

test('undoes the last thing first, once', async () => {
  const { cleanup, done, add } = recording();
  for (const name of ['database', 'schema', 'server']) add(name);
  await cleanup.run();
  await cleanup.run();
  expect(done).toEqual(['server', 'schema', 'database']);
});

test('a step that fails holds up no other, and is told', async () => {
  const { cleanup, done, add } = recording();
  add('database');
  add('schema', new Error('gone'));
  add('server', new Error('stuck'));
  await expect(cleanup.run()).rejects.toThrow('cleaning up failed: Error: stuck; Error: gone');
  expect(done).toEqual(['server', 'schema', 'database']);
});
