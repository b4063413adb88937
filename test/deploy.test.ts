/**
 * The manifests for array jobs, which run on no cluster here: what they tell the command line is told to it, as it is built,
 * so that an option or a plan that does not exist is found. What they tell a cluster is held only to itself.
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { runCli, STORY_MS } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

const LONG_OVER = '2026-03-01T10:00:00Z';
const home = temporaryFolder();
const folder = home.path;
beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  for (const program of ['srun', 'tchatator-check']) {
    writeFileSync(join(folder, 'bin', program), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(join(folder, 'bin', program), 0o755);
  }
  const accounts = '  - { id: 1, role: member, token: a }\n  - { id: 2, role: pro, token: b }\n';
  writeFileSync(join(folder, 'tchatator.yaml'), `target: 127.0.0.1:9\naccounts:\n${accounts}`);
  writeFileSync(join(folder, 'plan.yaml'), planText());
});
afterAll(() => home[Symbol.dispose]());

const pathOf = (file: string): string => fileURLToPath(new URL(`../deploy/${file}`, import.meta.url));
const read = (file: string): string => readFileSync(pathOf(file), 'utf8');

/** All is well but for the time, so that nothing is sent: every option is known, and the plan can be read. */
async function expectTold(args: readonly string[], part: string): Promise<void> {
  expect(args).toContain('load');
  expect(args.join(' ')).toMatch(new RegExp(`--shard[ =]${part}( |$)`));
  const { code, stdout, stderr } = await runCli(args, { cwd: folder });
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: '--start-at: is over; name a time that all shards can be ready by\n',
  });
}

const configMap = z.object({ kind: z.literal('ConfigMap'), data: z.object({ 'plan.yaml': z.string() }) });
const claim = z.object({
  kind: z.literal('PersistentVolumeClaim'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({ accessModes: z.tuple([z.literal('ReadWriteMany')]) }),
});
const mount = z.object({ name: z.string(), mountPath: z.string() });
const container = z.object({
  command: z.tuple([z.literal('tchatator-check')]),
  args: z.array(z.string()),
  volumeMounts: z.array(mount),
});
const pod = z.object({
  restartPolicy: z.literal('Never'),
  containers: z.tuple([container]),
  volumes: z.array(z.object({ name: z.string() })),
});
const job = z.object({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  spec: z.object({
    completionMode: z.literal('Indexed'),
    completions: z.int(),
    parallelism: z.int(),
    backoffLimit: z.literal(0),
    template: z.object({ spec: pod }),
  }),
});

function kubernetes() {
  const documents = parseAllDocuments(read('kubernetes/load.yaml'));
  for (const { errors } of documents) expect(errors).toEqual([]);
  return z
    .tuple([configMap, claim, job])
    .parse(documents.map((document) => z.unknown().parse(document.toJS())));
}

function planText(): string {
  return kubernetes()[0].data['plan.yaml'];
}

test(
  'Kubernetes: the last shard of an Indexed Job',
  async () => {
    const [, , { spec }] = kubernetes();
    const {
      containers: [{ args, volumeMounts }],
      volumes,
    } = spec.template.spec;
    expect(spec.parallelism).toBe(spec.completions);
    const names = volumes.map(({ name }) => name);
    expect(volumeMounts.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const arg of args)
      for (const [path] of arg.matchAll(/(?<==)\/\w+/g))
        expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain(path);
    const last = spec.completions - 1;
    const told = args.map((arg) =>
      arg
        .replaceAll('$(JOB_COMPLETION_INDEX)', String(last))
        .replace('START_AT', LONG_OVER)
        .replace(/(?<==)\/(plan|profile|results)\//, `${folder}/`),
    );
    await expectTold(told, `${last}/${spec.completions}`);
  },
  STORY_MS,
);

/** Runs a script with programs in place of those that it calls: they print, a line each, what they were told. */
function toldBy(args: readonly string[], env: Readonly<Record<string, string>>) {
  const { PATH = '' } = process.env;
  return spawnSync('sh', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, PATH: `${join(folder, 'bin')}:${PATH}` },
  });
}

const TASK = {
  SLURM_ARRAY_JOB_ID: '7',
  SLURM_ARRAY_TASK_ID: '3',
  SLURM_ARRAY_TASK_MIN: '0',
  SLURM_ARRAY_TASK_MAX: '3',
  SLURM_ARRAY_TASK_COUNT: '4',
  START_AT: LONG_OVER,
};

test(
  'Slurm: the last task of the array',
  async () => {
    const { stdout, stderr, status } = toldBy([pathOf('slurm/load.sbatch')], TASK);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [program, ...args] = stdout.trimEnd().split('\n');
    expect(program).toBe('tchatator-check');
    await expectTold(args, '3/4');
  },
  STORY_MS,
);

test.each([
  ['from 1', { SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_MAX: '4' }],
  ['with gaps', { SLURM_ARRAY_TASK_MAX: '6' }],
])('Slurm: an array %s would leave shards out, and is refused', (_, odd) => {
  const { stdout, stderr, status } = toldBy([pathOf('slurm/load.sbatch')], { ...TASK, ...odd });
  expect({ stdout, stderr, status }).toEqual({
    stdout: '',
    stderr: 'the array must be 0-N, without gaps\n',
    status: 2,
  });
});

const definition = z.object({
  retryStrategy: z.object({ attempts: z.literal(1) }),
  containerProperties: z.object({
    command: z.tuple([z.literal('sh'), z.literal('-c'), z.string()]),
    mountPoints: z.tuple([z.object({ containerPath: z.string() })]),
  }),
});
const submission = z.object({
  arrayProperties: z.object({ size: z.int() }),
  containerOverrides: z.object({ environment: z.array(z.object({ name: z.string(), value: z.string() })) }),
});

test(
  'AWS Batch: the last child of the array',
  async () => {
    const { containerProperties } = definition.parse(parse(read('aws-batch/job-definition.json')));
    const { arrayProperties, containerOverrides } = submission.parse(
      parse(read('aws-batch/submit-job.json').replace('"value": "START_AT"', `"value": "${LONG_OVER}"`)),
    );
    const { size } = arrayProperties;
    const told = Object.fromEntries(containerOverrides.environment.map(({ name, value }) => [name, value]));
    expect(told).toEqual({ SHARDS: String(size), START_AT: LONG_OVER });
    const [, ...script] = containerProperties.command;
    const { stdout, stderr, status } = toldBy(script, {
      ...told,
      AWS_BATCH_JOB_ARRAY_INDEX: String(size - 1),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [{ containerPath }] = containerProperties.mountPoints;
    const args = stdout.replaceAll(`${containerPath}/`, `${folder}/`).trimEnd().split('\n');
    await expectTold(args, `${size - 1}/${size}`);
  },
  STORY_MS,
);

test('the commands of the README put a time where the manifests wait for one', () => {
  const seds = [...read('README.md').matchAll(/^sed (".*") deploy\/(\S+)/gm)];
  expect(seds.map(([, , file]) => file)).toEqual(['kubernetes/load.yaml', 'aws-batch/submit-job.json']);
  for (const [, script = '', file = ''] of seds) {
    const filled = execFileSync('sh', ['-c', `sed ${script} ${pathOf(file)}`], { encoding: 'utf8' });
    expect(filled).toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
    expect(filled).not.toMatch(/=START_AT|"START_AT" \}/);
  }
});

test('the image starts what is built, and everybody is told that none of this was run', () => {
  const { bin } = z
    .object({ bin: z.object({ 'tchatator-check': z.string() }) })
    .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
  expect(read('Containerfile')).toContain(`/app/${bin['tchatator-check']} /usr/local/bin/tchatator-check`);
  expect(read('README.md')).toContain('None of these files has been run on a cluster');
  for (const file of ['kubernetes/load.yaml', 'slurm/load.sbatch'])
    expect(read(file)).toMatch(/not run on a cluster/);
});
