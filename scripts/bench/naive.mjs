// The generator one writes first, for comparison: strings, split into lines; a clock reading and an array entry for each
// command. Same commands, same connections. Arguments: port, connections, depth, seconds. Prints JSON.
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

const [port, connections, depth, seconds] = process.argv.slice(2).map(Number);
const latencies = [];
let isOver = false;
let requests = 0;

await Promise.all(Array.from({ length: connections }, (_, at) => open(at)));
await wait(1000);
requests = 0;
latencies.length = 0;
const before = process.cpuUsage();
await wait(seconds * 1000);
const { user, system } = process.cpuUsage(before);
isOver = true;
latencies.sort((a, b) => a - b);
console.log(JSON.stringify({ requests, cpuMs: (user + system) / 1000 }));
process.exit();

function open(at) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const sentAt = [];
    let text = '';
    let number = 0;
    const send = () => {
      sentAt.push(performance.now());
      const content = `naive-${at}-${number++} says nothing.`.padEnd(40).slice(0, 40);
      const length = content.length;
      socket.write(
        `SEND_MSG\ntoken:t-${1001 + at}\nrecipient-id:2\nmessage-length:${length}\ncontent:${content}\n`,
      );
    };
    socket.on('connect', () => socket.write(`LOGIN\napi-token:t-${1001 + at}\n`));
    socket.once('data', () => {
      socket.on('data', (chunk) => {
        text += chunk;
        const lines = text.split('\n');
        text = lines.pop();
        for (const line of lines) {
          if (!/^\d{3}\//.test(line)) continue;
          latencies.push(performance.now() - sentAt.shift());
          requests += 1;
          if (!isOver) send();
        }
      });
      for (let sent = 0; sent < depth; sent += 1) send();
      resolve();
    });
  });
}
