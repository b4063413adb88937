import { describe, expect, test } from 'vitest';
import { statementsOf } from './sql-statements.ts';

test('named values become places to bind, each with a number of its own', () => {
  expect(statementsOf('insert into person values (:id, :role, :token, :id)')).toEqual([
    { text: 'insert into person values ($1, $2, $3, $4)', names: ['id', 'role', 'token', 'id'] },
  ]);
});

test('statements are cut at their semicolons; what holds nothing is none', () => {
  expect(statementsOf('select 1;; -- the end;\nselect :id ;\n/* no; more */ ')).toEqual([
    { text: 'select 1', names: [] },
    { text: '-- the end;\nselect $1', names: ['id'] },
  ]);
});

describe('what only looks like a value or an end stays as it is', () => {
  test.each([
    ["select ':id; it''s :role'"],
    ["select E'it\\'s :id;'"],
    ["select e'\\\\', 1"],
    ['select "a:id;""b"'],
    ['select $$ :id; $$'],
    ['select $body$ $$ :id; $$ $body$'],
    ['select 1::text, now()::date'],
    ['select array[1,2][1:2]'],
    ['select 1 -- :id;'],
    ['select 1 /* :id; */'],
    ["select 'never closed :id;"],
    ['select a$b$c, 1 as d$e$f'],
  ])('%s', (text) => {
    expect(statementsOf(text)).toEqual([{ text, names: [] }]);
  });
});

test('a value may be cast, and stand right behind anything', () => {
  expect(statementsOf('select :id::text,(:token),1+:number')).toEqual([
    { text: 'select $1::text,($2),1+$3', names: ['id', 'token', 'number'] },
  ]);
});
