// A server whose every answer costs so much work, the same each time: as many rounds of a hash as it is told. It is as much
// slower as it has more of them. Answers 200/OK to every command; prints its port.
import { Buffer } from 'node:buffer';
import { pbkdf2Sync } from 'node:crypto';
import { createServer } from 'node:net';

const rounds = Number(process.argv[2]);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('tell how many rounds a command costs');
/** The line that ends each command of the bench; a LOGIN comes alone. */
const CONTENT = Buffer.from('\ncontent:');
const LOGIN = Buffer.from('LOGIN\n');

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  // One command is on its way at once, and comes in one piece.
  socket.on('data', (chunk) => {
    const isLogin = chunk.subarray(0, LOGIN.length).equals(LOGIN);
    if (!isLogin && !chunk.includes(CONTENT)) return;
    if (!isLogin) pbkdf2Sync('message', 'salt', rounds, 32, 'sha256');
    socket.write('200/OK\n');
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit());
