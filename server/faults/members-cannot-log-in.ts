import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L1'],
  text: 'Members cannot log in.',
  apply: (parts) => ({
    ...parts,
    accounts: {
      async findByToken(token) {
        const account = await parts.accounts.findByToken(token);
        return account?.role === 'member' ? undefined : account;
      },
    },
  }),
};
