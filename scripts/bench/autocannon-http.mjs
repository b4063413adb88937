// autocannon against HTTP, what it is made for. Arguments: port, connections, depth, seconds. Prints JSON.
import autocannon from 'autocannon';

const [port, connections, pipelining, seconds] = process.argv.slice(2).map(Number);
const options = {
  url: `http://127.0.0.1:${port}`,
  connections,
  pipelining,
  method: 'POST',
  body: 'x'.repeat(40),
};

await autocannon({ ...options, duration: 1 });
const before = process.cpuUsage();
const { requests } = await autocannon({ ...options, duration: seconds });
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ requests: requests.total, cpuMs: (user + system) / 1000 }));
