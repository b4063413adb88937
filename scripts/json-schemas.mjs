// Writes the JSON Schemas of the specification's YAML files, from the built package: run scripts/build.mjs before.
import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from '../dist/spec/json-schemas.js';

const folder = new URL('../spec/json-schema/', import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, text] of jsonSchemas()) writeFileSync(new URL(name, folder), text);
