import { expect, test } from 'vitest';
import { chooseAccount, unprivilegedAccount } from './account.ts';

const ROOT = 'root:x:0:0:root:/root:/bin/bash\n';
const DAEMON = 'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n';

test('nobody is taken wherever they stand', () => {
  const passwd = `${ROOT}${DAEMON}nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n`;
  expect(chooseAccount(passwd)).toEqual({ uid: 65534, gid: 65533 });
});

test('without nobody the first ordinary user is taken', () => {
  expect(chooseAccount(`${ROOT}toor:x:0:0::/root:/bin/sh\n${DAEMON}`)).toEqual({ uid: 1, gid: 1 });
});

test('a user with a negative or missing id is none', () => {
  expect(chooseAccount(`${ROOT}nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false\n\nodd\n`)).toBe(
    undefined,
  );
});

test('only root needs somebody else', async () => {
  const account = await unprivilegedAccount();
  expect(account === undefined).toBe(process.getuid?.() !== 0);
});
