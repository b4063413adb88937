import { describe, expect, test } from 'vitest';
import { commandFor, ownVariables, toldVariables } from './environment.ts';

const DATABASE = 'postgres://chat:p%40ss@db.example.org:5433/tchatator_check_1';
const TOLD = { port: 4242, databaseUrl: DATABASE };

describe('what a server is told', () => {
  test('is where its database is, in parts and as a URL, and its port', () => {
    expect(toldVariables(TOLD)).toEqual({
      PORT: '4242',
      DB_HOST: 'db.example.org',
      DB_PORT: '5433',
      DB_NAME: 'tchatator_check_1',
      DB_USER: 'chat',
      DB_PASSWORD: 'p@ss',
      DATABASE_URL: DATABASE,
    });
  });

  test.each([
    ['postgres://chat@localhost/x', { DB_HOST: 'localhost', DB_PORT: '5432', DB_PASSWORD: '' }],
    ['postgres://chat@[::1]:5433/x', { DB_HOST: '::1', DB_PORT: '5433' }],
    ['postgres://chat@/x?host=/run/postgresql', { DB_HOST: '/run/postgresql', DB_NAME: 'x' }],
  ])('%s', (databaseUrl, expected) => {
    expect(toldVariables({ port: 1, databaseUrl })).toMatchObject(expected);
  });
});

test('the profile’s own variables have it filled in; what else stands in braces stays', () => {
  const env = {
    JDBC: 'jdbc:postgresql://{db-host}:{db-port}/{db-name}?user={db-user}&password={db-password}',
    LISTEN: '0.0.0.0:{port}',
    URL: '{database-url}',
    OTHER: '{ports} ${PORT} {} {DB_HOST}',
  };
  expect(ownVariables({ env }, TOLD)).toEqual({
    JDBC: 'jdbc:postgresql://db.example.org:5433/tchatator_check_1?user=chat&password=p@ss',
    LISTEN: '0.0.0.0:4242',
    URL: DATABASE,
    OTHER: '{ports} ${PORT} {} {DB_HOST}',
  });
});

test('a command has the port alone filled in', () => {
  expect(commandFor('./server -p {port} -a {port} {db-password}', 4242)).toBe(
    './server -p 4242 -a 4242 {db-password}',
  );
});
