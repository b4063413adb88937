import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from './json-schemas.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

describe('JSON Schemas', () => {
  test.each([...jsonSchemas()])('%s is what the schema in force says', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`json-schema/${name}`);
  });

  test('there are no others', () => {
    expect(readdirSync(join(here, 'json-schema')).sort()).toEqual([...jsonSchemas().keys()]);
  });
});

describe('each YAML file', () => {
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^((?:cases|dialects)\/.*|[^/]*)\.yaml$/.test(file),
  );

  test.each(files)('%s names its schema in its first line', (file) => {
    const [first = ''] = readFileSync(join(here, file), 'utf8').split('\n');
    const named = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? '';
    const [folder = '', inside] = file.split('/');
    const expected =
      inside === undefined ? file.replace('.yaml', '') : folder === 'cases' ? 'cases' : 'dialect';
    const schema = resolve(here, dirname(file), named);
    expect(schema).toBe(join(here, 'json-schema', `${expected}.schema.json`));
    expect(existsSync(schema)).toBe(true);
  });
});
