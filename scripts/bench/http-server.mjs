// The least an HTTP server of Node can do. Prints its port.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume();
  response.end('200/OK\n');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit());
