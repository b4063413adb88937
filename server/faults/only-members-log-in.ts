import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L1'],
  text: 'Professionals and administrators cannot log in.',
  apply: (parts) => ({
    ...parts,
    accounts: {
      async findByToken(token) {
        const account = await parts.accounts.findByToken(token);
        return account?.role === 'member' ? account : undefined;
      },
    },
  }),
};
