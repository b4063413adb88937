import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandDecoder } from '../wire/command-decoder.ts';
import type { Command } from '../wire/command.ts';
import { FrameMaker } from './frame-maker.ts';
import { frameOf, loginFrame, type FrameStyle } from './frames.ts';
import { valueOf } from './golden/chat-server.ts';
import { planOf } from './golden/plans.ts';
import { cycleOf } from './mix.ts';
import { COMMAND_KINDS, type CommandKind } from './plan.ts';
import { seeded } from './random.ts';
import { Tape, tapeFrames } from './tape.ts';

const style: FrameStyle = {
  user: { number: 0, account: { id: 7, role: 'member', token: 'secret' }, recipientId: 12 },
  ending: 'newline',
  tag: 'x9',
};

const GRAMMAR = new Map([
  ['SEND_MSG', { required: ['token', 'recipient-id', 'message-length', 'content'], optional: [] }],
  ['UPDT_MSG', { required: ['token', 'message-id', 'content'], optional: [] }],
  ['DEL_MSG', { required: ['token', 'message-id'], optional: [] }],
  ['NEW_CHG_AVAILABLE', { required: ['token'], optional: [] }],
]);

/** As a server reads them; a length that does not agree with its content would be malformed. */
function read(bytes: Uint8Array): Command[] {
  return new CommandDecoder(GRAMMAR, { lineBytes: 1e6, frameBytes: 1e6 }).push(bytes).map((frame) => {
    if (frame.kind === 'malformed') throw new Error(frame.reason);
    return frame.command;
  });
}

describe('frames', () => {
  test.each([
    ['send', 'SEND_MSG\ntoken:secret\nrecipient-id:12\nmessage-length:20\ncontent:x9-7-00000000003 is \n'],
    ['poll', 'NEW_CHG_AVAILABLE\ntoken:secret\n'],
    ['update', 'UPDT_MSG\ntoken:secret\nmessage-id:5\ncontent:x9-7-00000000003 is \n'],
    ['delete', 'DEL_MSG\ntoken:secret\nmessage-id:5\n'],
  ] as const)('of a %s', (kind, text) => {
    expect(frameOf(kind, style, { number: 3, size: 20, messageId: 5 }).bytes.toString()).toBe(text);
  });

  test('of a user who logs in', () => {
    expect(loginFrame({ ...style, ending: 'empty-line' }).toString()).toBe('LOGIN\napi-token:secret\n\n');
  });

  test('have a number where there is room for one', () => {
    const [long, short] = [16, 15].map((size) => frameOf('send', style, { number: 3, size }));
    expect(long?.bytes.subarray(long.numberAt).toString()).toBe('00000000003\n');
    expect(short?.numberAt).toBe(-1);
  });

  test.each([0, 1, 15, 16, 17, 1000])('of %d characters say so', (size) => {
    const [command] = read(frameOf('send', style, { number: 1, size }).bytes);
    expect(command && valueOf(command, 'content')).toHaveLength(size);
  });
});

describe('a cycle of a mix', () => {
  test('has each command as often as its weight says, as short as can be', () => {
    const cycle = cycleOf(
      new Map<CommandKind, number>([
        ['send', 60],
        ['poll', 40],
      ]),
      seeded(1),
    );
    expect(cycle.toSorted()).toEqual(['poll', 'poll', 'send', 'send', 'send']);
  });

  test('comes in another order with another seed, and in the same with the same', () => {
    const mix = new Map<CommandKind, number>([
      ['send', 10],
      ['poll', 9],
    ]);
    expect(cycleOf(mix, seeded(1))).toEqual(cycleOf(mix, seeded(1)));
    expect(cycleOf(mix, seeded(1))).not.toEqual(cycleOf(mix, seeded(2)));
  });

  test('leaves nothing out, however rare', () => {
    const cycle = cycleOf(
      new Map<CommandKind, number>([
        ['send', 9999],
        ['delete', 1],
      ]),
      seeded(1),
    );
    expect(cycle.filter((kind) => kind === 'delete')).toHaveLength(1);
  });
});

describe('a tape', () => {
  const plan = planOf({
    mix: new Map([
      ['send', 2],
      ['poll', 1],
    ]),
    size: { from: 10, to: 60 },
  });
  const tape = () => new Tape(tapeFrames(plan, { style, depth: 40, random: seeded(1) }));

  test('gives frames that are whole, in any pieces, and no message twice', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), (mosts) => {
        const source = tape();
        const contents = new Set<string>();
        for (const most of mosts) {
          const commands = read(source.take(most));
          expect(commands.length).toBe(source.taken);
          expect(source.taken).toBeGreaterThan(0);
          expect(source.taken).toBeLessThanOrEqual(most);
          const kinds = source.kinds.slice(source.kindsFrom, source.kindsFrom + source.taken);
          expect(commands.map(({ name }) => name === 'SEND_MSG')).toEqual(
            kinds.map((kind) => kind === 'send'),
          );
          for (const command of commands) {
            const content = valueOf(command, 'content');
            if (content.length < 16) continue;
            expect(contents.has(content)).toBe(false);
            contents.add(content);
          }
        }
      }),
    );
  });

  test('keeps the mix exactly over its length', () => {
    const { kinds } = tape();
    expect(kinds.length % 3).toBe(0);
    expect(kinds.filter((kind) => kind === 'send')).toHaveLength((kinds.length / 3) * 2);
  });

  test('leaves alone what may still be on its way', () => {
    const source = tape();
    const first = source.take(40);
    const before = Buffer.from(first);
    source.take(40);
    expect(Buffer.from(first)).toEqual(before);
  });
});

describe('frames made when they are needed', () => {
  const mix = new Map(COMMAND_KINDS.map((kind) => [kind, 1]));
  const maker = () => new FrameMaker(planOf({ mix }), style, seeded(3));

  test('send a message as long as there is none to update or delete', () => {
    const source = maker();
    const names = read(source.take(40)).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['SEND_MSG', 'NEW_CHG_AVAILABLE']));
    expect(source.kinds.filter((kind) => kind === 'send')).toHaveLength(30);
  });

  test('update the newest message, and delete each once', () => {
    const source = maker();
    for (let id = 1; id <= 100; id += 1) source.remember(id);
    const commands = read(source.take(40));
    const idsOf = (name: string) =>
      commands.filter((each) => each.name === name).map((each) => valueOf(each, 'message-id'));
    expect(new Set(idsOf('UPDT_MSG'))).toEqual(new Set(['100']));
    expect(idsOf('DEL_MSG')).toEqual(Array.from({ length: 10 }, (_, at) => String(at + 1)));
  });
});
