// Drops the database named by the first argument, over a connection to the one in TCHATATOR_CHECK_MAINTENANCE_URL: what a
// killed run leaves to do. Whoever is still connected to it is thrown out.
import pg from 'pg';

const client = new pg.Client({
  connectionString: process.env.TCHATATOR_CHECK_MAINTENANCE_URL,
  connectionTimeoutMillis: 5_000,
});
client.on('error', () => undefined);
await client.connect();
await client.query(`drop database if exists ${pg.escapeIdentifier(process.argv[2])} with (force)`);
await client.end();
