import type { ClientBase } from 'pg';

/** A user who is to be: who gets no id takes the next free one. */
export interface Newcomer {
  readonly id?: number;
  readonly role: 'member' | 'pro' | 'admin';
  readonly token: string;
}

export type FieldAccount = Required<Newcomer>;

/** Adds users to the field's tables; returns them with their ids, in the order given. */
export async function insertFieldAccounts(
  client: ClientBase,
  newcomers: readonly Newcomer[],
): Promise<FieldAccount[]> {
  const highest = Math.max(0, ...newcomers.map(({ id = 0 }) => id));
  // Before anybody takes the next free id, since the sequence knows nothing of ids that are given.
  if (highest > 0) await client.query(RESERVE, [highest]);
  const values = [
    newcomers.map(({ id }) => id ?? null),
    newcomers.map(({ role }) => role),
    newcomers.map(({ token }) => token),
  ];
  const { rows } = await client.query<FieldAccount>(INSERT, values);
  return rows;
}

const RESERVE = `
  select setval(sequence, greatest($1, nextval(sequence)))
  from pg_get_serial_sequence('account', 'id') as sequence`;

/** Names are made from the id, which makes them as unique as it is. */
const INSERT = `
  with newcomer as (
    select coalesce(id, nextval(pg_get_serial_sequence('account', 'id')))::int as id, role, token, place
    from unnest($1::int[], $2::text[], $3::text[]) with ordinality as newcomer (id, role, token, place)
    order by place
  ), account_row as (
    insert into account (id) select id from newcomer
  ), user_row as (
    insert into user_account (account_id, mail, password, api_token)
    select id, format('user%s@example.org', id), '', token from newcomer
  ), admin_row as (
    insert into administrator_user (user_id, pseudo)
    select id, format('admin%s', id) from newcomer where role = 'admin'
  ), pro_row as (
    insert into professional_user (user_id, code, denomination, siren, phone)
    select id, format('code%s', id), format('Company %s', id), lpad(id::text, 9, '0'), format('+99%s', id)
    from newcomer where role = 'pro'
  ), member_row as (
    insert into member_user (user_id, lastname, firstname, pseudo, phone)
    select id, 'Member', format('No. %s', id), format('member%s', id), format('+98%s', id)
    from newcomer where role = 'member'
  )
  select id, role, token from newcomer order by place`;
