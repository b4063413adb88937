import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: "The token is a part of the query's text, so that SQL in it is carried out, and what is no SQL breaks the session.",
  apply: (parts) => ({
    ...parts,
    accounts: {
      async findByToken(token) {
        const { rows } = await parts.pool.query<{ token: string }>(
          `select api_token as token from user_account where (api_token = E'${token}') limit 1`,
        );
        return rows[0] && parts.accounts.findByToken(rows[0].token);
      },
    },
  }),
};
