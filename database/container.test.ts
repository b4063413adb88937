import { expect, test } from 'vitest';
import { askVersion } from './connection.ts';
import { DEFAULT_IMAGE, probeRuntime, provideContainer } from './container.ts';

const image = process.env.TCHATATOR_DATABASE_IMAGE ?? DEFAULT_IMAGE;
const why = await probeRuntime(image).then(
  () => undefined,
  (error: unknown) => String(error),
);
if (why !== undefined) console.log(`not tried: a database in a container. ${why}`);

test('a container answers, and is gone when it is closed', { timeout: 120_000 }, async (context) => {
  context.skip(why !== undefined, why);
  const database = await provideContainer({ image, durable: false });
  const { host, password } = new URL(database.url);
  const version = await askVersion(database.url, 5_000);
  expect(database.kind).toBe('container');
  expect(database.description).toBe(`PostgreSQL ${version} on ${host} in a container of ${image}`);
  expect(database.description).not.toContain(password);
  await Promise.all([database.close(), database.close()]);
  await expect(askVersion(database.url, 5_000)).rejects.toThrow();
});

test('an image that cannot be had is said', { timeout: 200_000 }, async (context) => {
  context.skip(why !== undefined, why);
  const missing = 'localhost/tchatator-check:missing';
  await expect(provideContainer({ image: missing, durable: false })).rejects.toThrow(
    `the image ${missing} is not there and cannot be pulled`,
  );
});
