import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { freshSchema } from '../database/fresh-schema.ts';
import type { FreshSchema } from '../database/fresh-schema.ts';
import { provideDatabase } from '../database/provide.ts';
import { countCodePoints } from '../wire/code-points.ts';
import { AddressUnavailable, DatabaseUnreachable } from './errors.ts';
import { parseOptions } from './options.ts';
import type { ServerOptions } from './options.ts';
import type { Decoder, Parts } from './parts.ts';
import { seedAccounts } from './seed.ts';
import { startServer } from './server.ts';
import type { RunningServer } from './server.ts';
import type { Account, Role } from './store/accounts.ts';
import { createTables } from './tables.ts';

let database: Database;
let schema: FreshSchema;
let server: RunningServer;
let unused: Account[];
/** Exactly the columns of the table `message`, as a message says them that was just polled. */
const newMessage = z.strictObject({
  id: z.int(),
  sended_date: z.iso.datetime({ local: true }),
  modified_date: z.null(),
  sender_id: z.int(),
  receiver_id: z.int(),
  deleted: z.literal(false),
  seen: z.literal(true),
  content: z.string(),
});
const toClose: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  database = await provideDatabase('auto', { log: () => undefined, env: process.env });
  schema = await freshSchema(database.url);
  await createTables(schema.url);
  unused = await seedAccounts(schema.url, 240);
  server = await startServer(options(), schema.url);
});

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

afterAll(async () => {
  await server.stop();
  await schema.close();
  await database.close();
});

describe('LOGIN', () => {
  test('a valid token, once; other tokens never', async () => {
    const user = take('member');
    const client = await dial();
    for (const token of [
      user.token.slice(0, -1),
      `${user.token}x`,
      user.token.toLowerCase(),
      `${user.token} `,
      "' or ''='",
      '%',
      'a\0',
    ])
      expect(await client.ask(`LOGIN\napi-token:${token}\n`)).toMatch(/^403/);
    expect(await client.ask('LOGIN\napi-token:\n')).toMatch(/^416/);
    expect(await client.ask(`LOGIN\napi-token:${user.token}\n`)).toBe('200/OK\n');
    expect(await client.ask(`LOGIN\napi-token:${user.token}\n`)).toMatch(/^403/);
    expect(await (await dial()).ask(`LOGIN\napi-token:${user.token}\n`)).toMatch(/^403/);
  });

  test('of many at once exactly one wins, and each user gets their own session', async () => {
    const [one, other] = [take('member'), take('pro')];
    const clients = await Promise.all(Array.from({ length: 20 }, () => dial()));
    const tokens = clients.map((_, at) => (at % 2 === 0 ? one.token : other.token));
    const answers = await Promise.all(
      clients.map((client, at) => client.ask(`LOGIN\napi-token:${tokens[at] ?? ''}\n`)),
    );
    for (const user of [one, other]) {
      const won = answers.flatMap((answer, at) =>
        tokens[at] === user.token && answer === '200/OK\n' ? [at] : [],
      );
      expect(won).toHaveLength(1);
      expect(await clients[won[0] ?? -1]?.poll(user)).toBe('200/OK\n');
    }
  });

  test('a second user on a connection is refused, and the first one stays', async () => {
    const [first, second] = [take('member'), take('member')];
    const client = await login(first);
    expect(await client.ask(`LOGIN\napi-token:${second.token}\n`)).toMatch(/^403/);
    expect(await client.poll(first)).toBe('200/OK\n');
    await login(second);
  });

  test('a connection that breaks off while it logs in keeps nobody', async () => {
    const user = take('member');
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const client = await dial();
      client.write(`LOGIN\napi-token:${user.token}\n`);
      client.socket.resetAndDestroy();
    }
    await eventually(async () => (await login(user).catch(() => undefined)) !== undefined);
  });

  test.each(['DISCONNECTED', 'close', 'reset'])('%s frees the user', async (way) => {
    const user = take('member');
    const client = await login(user);
    if (way === 'DISCONNECTED') expect(await client.ask('DISCONNECTED\n')).toBe('200/OK\n');
    else if (way === 'close') client.socket.end();
    else client.socket.resetAndDestroy();
    await eventually(async () => (await login(user).catch(() => undefined)) !== undefined);
  });

  test('a token given to the server logs in as an administrator', async () => {
    const own = await start({ 'admin-api-token': 'correct horse' });
    const client = await dial(own);
    expect(await client.ask('LOGIN\napi-token:correct horse\n')).toBe('200/OK\n');
    const user = take('member');
    expect(await client.ask(`BAN_USER\ntoken:correct horse\nuser-id:${user.id}\n`)).toBe('200/OK\n');
  });

  test('such a token may be that of a user, who is an administrator from then on', async () => {
    const [user, other] = [take('member'), take('member')];
    const own = await start({ 'admin-api-token': user.token });
    const client = await login(user, own);
    expect(await client.ask(`BAN_USER\ntoken:${user.token}\nuser-id:${other.id}\n`)).toBe('200/OK\n');
  });
});

describe('authentication', () => {
  test.each([
    'SEND_MSG\ntoken:TOKEN\nrecipient-id:1\nmessage-length:1\ncontent:a\n',
    'UPDT_MSG\ntoken:TOKEN\nmessage-id:1\ncontent:a\n',
    'DEL_MSG\ntoken:TOKEN\nmessage-id:1\n',
    'NEW_CHG_AVAILABLE\ntoken:TOKEN\n',
    'BLOCK_USER\ntoken:TOKEN\nuser-id:1\n',
    'BAN_USER\ntoken:TOKEN\nuser-id:1\n',
  ])('%j needs a login, and the token of that login', async (command) => {
    const [user, other] = [take('admin'), take('admin')];
    const client = await dial();
    expect(await client.ask(command.replace('TOKEN', user.token))).toMatch(/^401/);
    await client.ask(`LOGIN\napi-token:${user.token}\n`);
    expect(await client.ask(command.replace('TOKEN', other.token))).toMatch(/^401/);
    expect(await client.ask(command.replace('TOKEN', ''))).toMatch(/^401/);
  });
});

describe('messages', () => {
  test('reach their recipient once, unchanged, and nobody else', async () => {
    const [sender, recipient, third] = [take('member'), take('pro'), take('pro')];
    const [from, to, aside] = [await login(sender), await login(recipient), await login(third)];
    for (const content of [
      'Bonjour, comment ça va ?',
      '',
      'a:b\n200/OK\n\\ "q" 100% ; drop table',
      '😀é\r\n',
    ]) {
      const id = await from.send(sender, recipient, content);
      const expected = { id, sender_id: sender.id, receiver_id: recipient.id, content };
      expect(await to.nextMessage(recipient)).toMatchObject(expected);
    }
    for (const client of [to, from, aside])
      expect(await client.poll([recipient, sender, third][[to, from, aside].indexOf(client)] ?? sender)).toBe(
        '200/OK\n',
      );
  });

  test('wait for a recipient who is offline', async () => {
    const [sender, recipient] = [take('member'), take('pro')];
    const from = await login(sender);
    await from.send(sender, recipient, 'first');
    await from.send(sender, recipient, 'second');
    const to = await login(recipient);
    expect(await to.nextMessage(recipient)).toMatchObject({ content: 'first' });
    expect(await to.nextMessage(recipient)).toMatchObject({ content: 'second' });
  });

  test('changes come oldest first, each as it was when it happened', async () => {
    const [sender, recipient] = [take('member'), take('pro')];
    const [from, to] = [await login(sender), await login(recipient)];
    const id = await from.send(sender, recipient, 'one');
    expect(await from.ask(`UPDT_MSG\ntoken:${sender.token}\nmessage-id:${id}\ncontent:two\n`)).toBe(
      '200/OK\n',
    );
    expect(await from.ask(`DEL_MSG\ntoken:${sender.token}\nmessage-id:${id}\n`)).toBe('200/OK\n');
    expect(await to.nextMessage(recipient)).toMatchObject({ content: 'one', modified_date: null });
    const update = await to.poll(recipient);
    expect(update).toMatch(/^200\/OK\ntype:message_updated\nmessage:\{.*"content":"two"\}\n$/);
    expect(await to.poll(recipient)).toBe(`200/OK\ntype:message_deleted\nmessage-id:${id}\n`);
    expect(await to.poll(recipient)).toBe('200/OK\n');
  });

  test('only their sender updates or deletes them, and only while they are there', async () => {
    const [sender, recipient, third, admin] = [take('member'), take('pro'), take('member'), take('admin')];
    const from = await login(sender);
    const id = await from.send(sender, recipient, 'mine');
    for (const user of [recipient, third, admin]) {
      const client = await login(user);
      expect(await client.ask(`UPDT_MSG\ntoken:${user.token}\nmessage-id:${id}\ncontent:x\n`)).toMatch(
        /^403/,
      );
      expect(await client.ask(`DEL_MSG\ntoken:${user.token}\nmessage-id:${id}\n`)).toMatch(/^403/);
      client.socket.end();
    }
    expect(await from.ask(`DEL_MSG\ntoken:${sender.token}\nmessage-id:${id}\n`)).toBe('200/OK\n');
    expect(await from.ask(`DEL_MSG\ntoken:${sender.token}\nmessage-id:${id}\n`)).toMatch(/^403/);
    expect(await from.ask(`UPDT_MSG\ntoken:${sender.token}\nmessage-id:${id}\ncontent:x\n`)).toMatch(/^403/);
    const to = await eventually(() => login(recipient).catch(() => undefined));
    expect(await to.nextMessage(recipient)).toMatchObject({ content: 'mine' });
    expect(await to.poll(recipient)).toContain('message_deleted');
    expect(await to.poll(recipient)).toBe('200/OK\n');
  });

  test.each([
    ['12abc', 416],
    ['', 416],
    ['-1', 416],
    ['+5', 416],
    [' 1', 416],
    ['1e3', 416],
    ['0', 403],
    ['2147483647', 403],
    ['2147483648', 403],
    ['9'.repeat(400), 403],
  ])('the id %j is %d', async (id, status) => {
    const user = take('admin');
    const client = await login(user);
    const { token } = user;
    for (const command of [
      `SEND_MSG\ntoken:${token}\nrecipient-id:${id}\nmessage-length:1\ncontent:a\n`,
      `UPDT_MSG\ntoken:${token}\nmessage-id:${id}\ncontent:a\n`,
      `DEL_MSG\ntoken:${token}\nmessage-id:${id}\n`,
      `BLOCK_USER\ntoken:${token}\nuser-id:${id}\n`,
      `BAN_USER\ntoken:${token}\nuser-id:${id}\n`,
    ])
      expect(await client.ask(command)).toMatch(new RegExp(`^${status}`));
    expect(await client.poll(user)).toBe('200/OK\n');
  });

  test('have a longest length, in characters, and no NUL', async () => {
    const [sender, recipient] = [take('member'), take('pro')];
    const from = await login(sender);
    await from.send(sender, recipient, '😀'.repeat(1000));
    expect(await from.ask(sendMessage(sender, recipient.id, 'a'.repeat(1001)))).toMatch(/^416/);
    expect(await from.ask(sendMessage(sender, recipient.id, 'a\0b'))).toMatch(/^416/);
  });

  test('cannot go to oneself', async () => {
    const user = take('pro');
    expect(await (await login(user)).ask(sendMessage(user, user.id, 'me'))).toMatch(/^403/);
  });

  test('sent at once by many users are each stored once and in order, under the id their sender learns', async () => {
    const senders = await seedAccounts(schema.url, 20);
    const recipient = take('pro');
    const told = new Map<string, string[]>();
    const send = async (sender: Account) => {
      const client = await login(sender);
      client.write([1, 2, 3].map((n) => sendMessage(sender, recipient.id, `${sender.id}/${n}`)).join(''));
      const ids = (await client.responses(4)).matchAll(/^message-id:(\d+)$/gm);
      told.set(
        String(sender.id),
        Array.from(ids, ([, id = ''], at) => `${id}: ${sender.id}/${at + 1}`),
      );
    };
    await Promise.all(senders.map(send));

    const to = await login(recipient);
    const received = new Map<string, string[]>();
    for (let n = 0; n < 3 * senders.length; n += 1) {
      const { id, sender_id, content } = await to.nextMessage(recipient);
      const before = received.get(String(sender_id)) ?? [];
      received.set(String(sender_id), [...before, `${id}: ${content}`]);
    }
    expect(received).toEqual(told);
    expect(await to.poll(recipient)).toBe('200/OK\n');
  });
});

describe('blocks', () => {
  test('a professional’s holds for that professional alone', async () => {
    const [blocked, pro, otherPro, other] = [take('member'), take('pro'), take('pro'), take('member')];
    const [from, to] = [await login(blocked), await login(pro)];
    expect(await to.ask(`BLOCK_USER\ntoken:${pro.token}\nuser-id:${blocked.id}\n`)).toBe('200/OK\n');
    expect(await from.ask(sendMessage(blocked, pro.id, 'no'))).toMatch(/^403/);
    expect(await to.poll(pro)).toBe('200/OK\n');
    await from.send(blocked, otherPro, 'yes');
    await (await login(other)).send(other, pro, 'yes');
  });

  test('an administrator’s holds for everyone', async () => {
    const [blocked, pro, admin] = [take('member'), take('pro'), take('admin')];
    const from = await login(blocked);
    const { token } = admin;
    expect(await (await login(admin)).ask(`BLOCK_USER\ntoken:${token}\nuser-id:${blocked.id}\n`)).toBe(
      '200/OK\n',
    );
    for (const { id } of [pro, admin]) expect(await from.ask(sendMessage(blocked, id, 'no'))).toMatch(/^403/);
  });

  test('end after their hours', async () => {
    const [blocked, pro] = [take('member'), take('pro')];
    await (await login(pro)).ask(`BLOCK_USER\ntoken:${pro.token}\nuser-id:${blocked.id}\n`);
    await sql(
      `update blocked_user set blocked_date = blocked_date - interval '24 hours' where user_id = ${blocked.id}`,
    );
    await (await login(blocked)).send(blocked, pro, 'again');
  });

  test('are not for members, unknown users or oneself', async () => {
    const [member, pro] = [take('member'), take('pro')];
    const [one, other] = [await login(member), await login(pro)];
    expect(await one.ask(`BLOCK_USER\ntoken:${member.token}\nuser-id:${pro.id}\n`)).toMatch(/^403/);
    expect(await other.ask(`BLOCK_USER\ntoken:${pro.token}\nuser-id:${pro.id}\n`)).toMatch(/^403/);
    await other.send(pro, member, 'not blocked');
  });
});

describe('bans', () => {
  test('end the session and keep the user out', async () => {
    const [member, admin] = [take('member'), take('admin')];
    const [client, judge] = [await login(member), await login(admin)];
    expect(await judge.ask(`BAN_USER\ntoken:${admin.token}\nuser-id:${member.id}\n`)).toBe('200/OK\n');
    expect(await client.poll(member)).toMatch(/^401/);
    expect(await client.ask(`LOGIN\napi-token:${member.token}\n`)).toMatch(/^403/);
    expect(await client.poll(member)).toMatch(/^401/);
    expect(await client.ask(`LOGIN\napi-token:${take('member').token}\n`)).toBe('200/OK\n');
    expect(await judge.ask(sendMessage(admin, member.id, 'hello?'))).toMatch(/^403/);
  });

  test.each(['member', 'pro'] as const)('are not for a %s', async (role) => {
    const [user, victim] = [take(role), take('member')];
    const client = await login(user);
    expect(await client.ask(`BAN_USER\ntoken:${user.token}\nuser-id:${victim.id}\n`)).toMatch(/^403/);
    await login(victim);
  });

  test('are not for oneself', async () => {
    const admin = take('admin');
    const client = await login(admin);
    expect(await client.ask(`BAN_USER\ntoken:${admin.token}\nuser-id:${admin.id}\n`)).toMatch(/^403/);
    expect(await client.poll(admin)).toBe('200/OK\n');
  });
});

describe('limits', () => {
  const few = { 'max-messages-per-minutes': 3, 'max-messages-per-hours': 5 };

  test('refuse what is over them and leave other users free', async () => {
    const own = await start(few);
    const [sender, other, recipient] = [take('member'), take('member'), take('pro')];
    const from = await login(sender, own);
    from.write(sendMessage(sender, recipient.id, 'x').repeat(5));
    expect(statuses(await from.responses(6))).toEqual(['200', '200', '200', '200', '426', '426']);
    await (await login(other, own)).send(other, recipient, 'free');
    expect(await from.poll(sender)).toBe('200/OK\n');
  });

  test('count neither what is refused nor other commands', async () => {
    const own = await start(few);
    const [sender, recipient] = [take('member'), take('pro')];
    const from = await login(sender, own);
    for (let n = 0; n < 4; n += 1) {
      await from.ask(sendMessage(sender, 2_000_000_000, 'nobody'));
      await from.ask('SEND_MSG\nfoo\n');
      await from.poll(sender);
    }
    for (let n = 0; n < 3; n += 1) await from.send(sender, recipient, 'x');
    expect(await from.ask(sendMessage(sender, recipient.id, 'x'))).toMatch(/^426/);
  });

  test('end, and the hour holds beyond the minute', async () => {
    const own = await start({ ...few, 'minute-ms': 200, 'hour-ms': 600_000 });
    const [sender, recipient] = [take('member'), take('pro')];
    const from = await login(sender, own);
    let sent = 0;
    await eventually(async () => {
      if ((await from.ask(sendMessage(sender, recipient.id, 'x'))).startsWith('200')) sent += 1;
      return sent === 5;
    });
    await delay(400);
    expect(await from.ask(sendMessage(sender, recipient.id, 'x'))).toMatch(/^426/);
  });

  test.each(['connection', 'server'])('a new %s starts no new window', async (what) => {
    const own = await start(few);
    const [sender, recipient] = [take('member'), take('pro')];
    const from = await login(sender, own);
    for (let n = 0; n < 3; n += 1) await from.send(sender, recipient, 'x');
    await from.ask('DISCONNECTED\n');
    const next = what === 'server' ? await restart(own, few) : own;
    expect(await (await login(sender, next)).ask(sendMessage(sender, recipient.id, 'x'))).toMatch(/^426/);
  });
});

describe('the stream', () => {
  test('several commands in one segment are answered in order', async () => {
    const [sender, recipient] = [take('member'), take('pro')];
    const client = await dial();
    client.write(
      `LOGIN\napi-token:${sender.token}\n${sendMessage(sender, recipient.id, 'a')}FOO\n` +
        `NEW_CHG_AVAILABLE\ntoken:${sender.token}\nLOGIN\napi-token:x\n`,
    );
    expect(statuses(await client.responses(5))).toEqual(['200', '200', '416', '200', '403']);
  });

  test('a byte at a time', async () => {
    const [sender, recipient] = [take('member'), take('pro')];
    const client = await login(sender);
    for (const byte of Buffer.from(sendMessage(sender, recipient.id, 'é😀'))) {
      client.write(Buffer.of(byte));
      await nextTurn();
    }
    expect((await client.responses(2)).slice(7)).toMatch(/^200\/OK\nmessage-id:\d+\n$/);
  });

  test('a half-close right behind a command: it is answered, then our side closes', async () => {
    const user = take('member');
    const client = await dial();
    client.socket.end(`LOGIN\napi-token:${user.token}\nNEW_CHG_AVAILABLE\ntoken:${user.token}`);
    await client.ended;
    expect(client.received).toBe('200/OK\n200/OK\n');
  });

  test('silence ends an unfinished command; an idle connection lives on', async () => {
    const own = await start({ 'idle-ms': 60 });
    const user = take('member');
    const client = await dial(own);
    expect(await client.ask(`LOGIN\napi-token:${user.token}`)).toBe('200/OK\n');
    expect(await client.ask('SEND_MSG\ntoken:x')).toMatch(/^416/);
    await delay(200);
    expect(await client.poll(user)).toBe('200/OK\n');
  });

  test('an unfinished command holds up nobody else', async () => {
    const user = take('member');
    const slow = await dial();
    slow.write('LOGIN\napi-to');
    await login(user);
  });

  test.each(['\0\x01\x02\n', '\xff\xfe\n', '::\n', 'a\n', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'])(
    '%j is malformed, once, and the connection stays of use',
    async (garbage) => {
      const user = take('member');
      const client = await login(user);
      expect(await client.ask(Buffer.from(garbage, 'latin1'))).toMatch(/^416/);
      expect(await client.poll(user)).toBe('200/OK\n');
    },
  );

  test('a line past its limit is malformed before it ends, and the connection stays of use', async () => {
    const user = take('member');
    const client = await dial();
    expect(await client.ask(`LOGIN\napi-token:${'x'.repeat(70_000)}`)).toMatch(/^416/);
    expect(await client.ask(`\nLOGIN\napi-token:${user.token}\n`)).toBe('200/OK\n');
  });

  test('after DISCONNECTED the connection closes and answers nothing more', async () => {
    const user = take('member');
    const client = await login(user);
    client.write(`DISCONNECTED\nNEW_CHG_AVAILABLE\ntoken:${user.token}\n`);
    await client.ended;
    expect(client.received).toBe('200/OK\n200/OK\n');
  });

  test('what comes behind DISCONNECTED, however much, does not turn the answer into a reset', async () => {
    const client = await dial();
    const broken = new Promise((resolve) => client.socket.once('close', resolve));
    client.write('DISCONNECTED\n' + 'LOGIN\n'.repeat(1_000_000));
    expect(await broken).toBe(false);
    expect(client.received).toBe('200/OK\n');
  });

  test('a long pipeline is answered whole, and reading goes on behind it', async () => {
    const user = take('member');
    const client = await login(user);
    client.write(`NEW_CHG_AVAILABLE\ntoken:${user.token}\n`.repeat(1000));
    expect(await client.responses(1001)).toBe('200/OK\n'.repeat(1001));
    expect(await client.poll(user)).toBe('200/OK\n');
  });

  test('a client that reads nothing is not read from without end, and does not hold up the end', async () => {
    let readBytes = 0;
    const own = await start({}, (parts) => ({
      ...parts,
      createDecoder: (client) => counting(parts.createDecoder(client)),
    }));
    const counting = (decoder: Decoder): Decoder => ({
      get pending() {
        return decoder.pending;
      },
      push(chunk) {
        readBytes += chunk.length;
        return decoder.push(chunk);
      },
      end: () => decoder.end(),
    });
    const client = await dial(own);
    client.socket.pause();
    const flood = Buffer.from('LOGIN\napi-token:\n'.repeat(2 ** 22));
    client.write(flood);
    for (let before = -1; before !== readBytes;) {
      before = readBytes;
      await delay(500);
    }
    expect(readBytes).toBeLessThan(flood.length / 2);
    await login(take('member'), own);
    await own.stop();
  });

  test('connections past the limit are closed at once, and a place that is free again is given', async () => {
    const own = await start({ 'max-connections': 1 });
    const first = await dial(own);
    expect(await first.ask('LOGIN\napi-token:x\n')).toMatch(/^403/);
    await (
      await dial(own)
    ).ended;
    first.socket.end();
    await eventually(async () => {
      const next = await dial(own);
      next.write('LOGIN\napi-token:x\n');
      await Promise.race([next.responses(1), next.ended]);
      return next.received.startsWith('403');
    });
  });
});

describe('starting and stopping', () => {
  test('what has been received is answered before the connection closes', async () => {
    const own = await start({});
    const [sender, recipient] = [take('member'), take('pro')];
    const client = await login(sender, own);
    client.write(sendMessage(sender, recipient.id, 'x').repeat(8));
    await client.responses(2);
    await own.stop();
    await client.ended;
    expect(statuses(client.received)).toHaveLength(9);
  });

  test('several processes may create the tables at once, and again', async () => {
    const empty = await freshSchema(database.url);
    toClose.push(() => empty.close());
    await Promise.all(Array.from({ length: 6 }, () => createTables(empty.url)));
    await createTables(empty.url);
    expect(await seedAccounts(empty.url, 4)).toHaveLength(4);
  });

  test('a taken port', async () => {
    const failed = startServer(options({ port: server.port }), schema.url);
    await expect(failed).rejects.toThrow(AddressUnavailable);
    await expect(failed).rejects.toThrow(`cannot listen on 127.0.0.1:${server.port}: `);
  });

  test('a database that is not there', async () => {
    const failed = startServer(options(), 'postgres://nobody:secret@127.0.0.1:1/none');
    await expect(failed).rejects.toThrow(DatabaseUnreachable);
    await expect(failed).rejects.toThrow(/^cannot reach PostgreSQL at 127\.0\.0\.1:1: .*ECONNREFUSED/);
  });

  test('losing the database costs the connection whose command it was, and no more', async () => {
    const application = `doomed-${process.pid}`;
    const own = await startServer(options(), `${schema.url}&application_name=${application}`);
    toClose.push(() => own.stop());
    const [one, other] = [take('member'), take('member')];
    const [client, idle] = await Promise.all([login(one, own), login(other, own)]);
    await sql('lock table pending_change in access exclusive mode', async () => {
      client.write(`NEW_CHG_AVAILABLE\ntoken:${one.token}\n`);
      await eventually(() => isWaiting(application));
      await terminate(application);
      await client.ended;
    });
    expect(client.received).toBe('200/OK\n');
    expect(await idle.ask('FOO\n')).toMatch(/^416/);
    await eventually(() => login(one, own).catch(() => undefined));
  });

  test('parts can be replaced', async () => {
    const own = await start({}, (parts) => ({
      ...parts,
      encodeAnswer: (answer) => Buffer.from(`${answer.status}!\n`),
    }));
    const client = await dial(own);
    client.write('FOO\n');
    await client.until(() => client.received.endsWith('\n'));
    expect(client.received).toBe('416!\n');
  });
});

function options(given: Record<string, unknown> = {}): ServerOptions {
  const result = parseOptions({ port: 0, 'log-level': 'silent', ...given });
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
  return result.options;
}

async function start(
  given: Record<string, unknown>,
  alter?: (parts: Parts) => Parts,
): Promise<RunningServer> {
  const own = await startServer(options(given), schema.url, alter);
  toClose.push(() => own.stop());
  return own;
}

async function restart(old: RunningServer, given: Record<string, unknown>): Promise<RunningServer> {
  await old.stop();
  return start(given);
}

/** An account that no other test has used. */
function take(role: Role): Account {
  const at = unused.findIndex((account) => account.role === role);
  const [account] = unused.splice(at, at === -1 ? 0 : 1);
  if (account === undefined) throw new Error(`no ${role} is left: seed more`);
  return account;
}

async function dial(to: RunningServer = server): Promise<TestClient> {
  const socket = connect({ port: to.port, host: to.host });
  const client = new TestClient(socket);
  toClose.push(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return client;
}

async function login(user: Account, to: RunningServer = server): Promise<TestClient> {
  const client = await dial(to);
  const answer = await client.ask(`LOGIN\napi-token:${user.token}\n`);
  if (answer !== '200/OK\n') throw new Error(`no login: ${answer}`);
  return client;
}

function sendMessage({ token }: Account, recipientId: number, content: string): string {
  const length = countCodePoints(content);
  return `SEND_MSG\ntoken:${token}\nrecipient-id:${recipientId}\nmessage-length:${length}\ncontent:${content}\n`;
}

function statuses(received: string): string[] {
  return Array.from(received.matchAll(/^(\d{3})\/\w+$/gm), ([, code = '']) => code);
}

class TestClient {
  readonly socket: Socket;
  readonly ended: Promise<unknown>;
  received = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => (this.received += text));
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      socket.once('end', resolve);
      socket.once('close', resolve);
    });
  }

  write(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  /** Sends a command and gives its response, whole. */
  async ask(bytes: string | Buffer): Promise<string> {
    const before = this.received.length;
    const answers = statuses(this.received).length;
    this.write(bytes);
    await this.responses(answers + 1);
    return this.received.slice(before);
  }

  /** Everything received, once it holds so many responses. */
  async responses(count: number): Promise<string> {
    await this.until(() => statuses(this.received).length >= count && this.received.endsWith('\n'));
    return this.received;
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      const more = await Promise.race([once(this.socket, 'data'), this.ended.then(() => 'ended')]);
      if (more === 'ended' && !holds()) throw new Error(`closed after ${JSON.stringify(this.received)}`);
    }
  }

  poll({ token }: Account): Promise<string> {
    return this.ask(`NEW_CHG_AVAILABLE\ntoken:${token}\n`);
  }

  async nextMessage(user: Account): Promise<z.output<typeof newMessage>> {
    const answer = await this.poll(user);
    const [, json = ''] = /^200\/OK\ntype:new_message\nmessage:(.*)\n$/.exec(answer) ?? [];
    return newMessage.parse(JSON.parse(json));
  }

  /** Sends a message that must be accepted, and gives its id. */
  async send(from: Account, to: Account, content: string): Promise<number> {
    const [, id] =
      /^200\/OK\nmessage-id:(\d+)\n$/.exec(await this.ask(sendMessage(from, to.id, content))) ?? [];
    if (id === undefined) throw new Error(`not sent: ${this.received}`);
    return Number(id);
  }
}

/** Tries again until it is true, or until the test runs out of time. */
async function eventually<Result>(attempt: () => Promise<Result | undefined | false>): Promise<Result> {
  for (;;) {
    const result = await attempt();
    if (result !== undefined && result !== false) return result;
    await delay(20);
  }
}

/** Runs a statement in a transaction that lasts as long as the work meanwhile. */
async function sql(
  statement: string,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await connected(async (client) => {
    await client.query('begin');
    await client.query(statement);
    await meanwhile();
    await client.query('commit');
  });
}

/** Whether a database session of this application waits for a lock. */
async function isWaiting(application: string): Promise<boolean> {
  const text = `select from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`;
  return connected(async (client) => (await client.query(text, [application])).rowCount === 1);
}

/** Ends all database sessions of this application, busy or idle. */
async function terminate(application: string): Promise<void> {
  const text = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1';
  await connected(async (client) => client.query(text, [application]));
}

async function connected<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: schema.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
