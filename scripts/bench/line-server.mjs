// A server that does as little as a server can: 200/OK for every command. It answers at the end of each turn of its loop,
// whoever has asked meanwhile, as servers do that commit in groups. It is not what is measured. Prints its port.
import { Buffer } from 'node:buffer';
import { createServer } from 'node:net';
import { setImmediate } from 'node:timers';

const MOST = 4096;
const ANSWER = '200/OK\n';
const answers = Buffer.from(ANSWER.repeat(MOST));
/** Every command that a bench sends ends with one of these lines; a LOGIN comes alone. */
const CONTENT = Buffer.from('\ncontent:');
const waiting = [];
const LOGIN = Buffer.from('LOGIN\n');

const server = createServer({ noDelay: true }, (socket) => {
  let rest = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf('\n') + 1;
    rest = bytes.subarray(end);
    const commands = countOf(bytes.subarray(0, end));
    if (commands > 0) answerSoon(socket, commands);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit());

function answerSoon(socket, commands) {
  if (waiting.length === 0) setImmediate(answerAll);
  waiting.push({ socket, commands });
}

function answerAll() {
  for (const { socket, commands } of waiting.splice(0))
    socket.write(answers.subarray(0, commands * ANSWER.length));
}

function countOf(bytes) {
  if (bytes.subarray(0, LOGIN.length).equals(LOGIN)) return 1;
  let commands = 0;
  for (let at = bytes.indexOf(CONTENT); at !== -1; at = bytes.indexOf(CONTENT, at + 1)) commands += 1;
  return commands;
}
