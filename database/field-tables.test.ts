import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { fieldTables } from './field-tables.ts';
import { freshDatabase } from './fresh-database.ts';

const rowsSchema = z.array(z.object({ table_name: z.string(), columns: z.string() }));

test('the tables and columns are those of the field, and making them again changes nothing', async () => {
  const database = await freshDatabase({ url: inject('databaseUrl'), kind: 'embedded' });
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    await client.query(fieldTables());
    await client.query('insert into account default values');
    await client.query(fieldTables());
    expect((await client.query('select from account')).rowCount).toBe(1);
    const { rows } = await client.query(
      `select table_name, string_agg(column_name, ' ' order by ordinal_position) as columns
       from information_schema.columns where table_schema = 'public' group by table_name order by table_name`,
    );
    expect(rowsSchema.parse(rows).map(({ table_name, columns }) => `${table_name}: ${columns}`)).toEqual([
      'account: id created_at updated_at',
      'administrator_user: user_id pseudo',
      'banned_user: id user_id banned_date',
      'blocked_user: id user_id for_user_id blocked_date duration',
      'member_user: user_id lastname firstname pseudo phone',
      'message: id sended_date modified_date sender_id receiver_id deleted seen content',
      'professional_user: user_id code denomination siren phone',
      'user_account: account_id mail password avatar_url reset_password_hash address_id api_token otp_secret',
    ]);
  } finally {
    await client.end();
    await database.close();
  }
});
