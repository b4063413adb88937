// Sends a message and reads it as its recipient: node greet.mjs <port> <token> <recipient's id> <recipient's token>
import { openClient } from 'tchatator-check/wire';
import { encodeCommand } from 'tchatator-check/wire/encode';

const [port, token, recipientId, recipientToken] = process.argv.slice(2);
const server = { host: '127.0.0.1', port: Number(port) };
const content = 'Bonjour !';

const sender = await openClient(server);
const recipient = await openClient(server);
await sender.ask('LOGIN', { 'api-token': token });
await recipient.ask('LOGIN', { 'api-token': recipientToken });

const sent = await sender.ask('SEND_MSG', {
  token,
  'recipient-id': recipientId,
  'message-length': [...content].length,
  content,
});
console.log('SEND_MSG:', sent);
console.log('NEW_CHG_AVAILABLE:', await recipient.ask('NEW_CHG_AVAILABLE', { token: recipientToken }));

// Past the encoder's parameters: any bytes may be written.
const bytes = encodeCommand({ name: 'DISCONNECTED', parameters: [] });
for (const client of [sender, recipient]) {
  await client.connection.write(bytes, performance.now() + 1000);
  await client.close();
}
