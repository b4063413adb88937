/** How a team's own tables get accounts: templates of SQL, whose named values are bound, never pasted. */
import { z } from 'zod';
import { statementsOf, type Statement } from '../../database/sql-statements.ts';
import { suggest } from '../../spec/suggest.ts';
import type { Role } from '../profile.ts';

/** The statements that make one account, by its role; a role without any gets no accounts. */
export type AccountSql = Readonly<Partial<Record<Role, readonly Statement[]>>>;

/** What a template may name. `:name` is as unique as the id, for columns that want a text. */
const VALUES = ['id', 'role', 'token', 'name'];

const template = z
  .string()
  .transform((sql) => statementsOf(sql))
  .superRefine((statements, context) => {
    const problem = whatIsWrong(statements);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

/** One template for all roles, or one for each. */
export const accountSqlFile = z.union([
  template,
  z.strictObject({ member: template.optional(), pro: template.optional(), admin: template.optional() }),
]);

export function toAccountSql(file: z.output<typeof accountSqlFile>): AccountSql {
  if (Array.isArray(file)) return { member: file, pro: file, admin: file };
  const { member, pro, admin } = file;
  return { ...(member && { member }), ...(pro && { pro }), ...(admin && { admin }) };
}

function whatIsWrong(statements: readonly Statement[]): string | undefined {
  if (statements.length === 0) return 'expected an SQL statement';
  const names = statements.flatMap((statement) => statement.names);
  const unknown = names.find((name) => !VALUES.includes(name));
  if (unknown !== undefined) {
    const near = suggest(unknown, VALUES);
    const known = VALUES.map((name) => `:${name}`).join(', ');
    return `there is no value :${unknown}; ${near === undefined ? `the values are ${known}` : `did you mean :${near}?`}`;
  }
  const returns = statements.some(({ text }) => /\breturning\b|^\s*select\b/i.test(text));
  if (!names.includes('id') && !returns) return 'neither uses :id nor returns an id ("… returning id")';
  if (!names.includes('token') && !returns) return 'neither uses :token nor returns a token';
  return undefined;
}
