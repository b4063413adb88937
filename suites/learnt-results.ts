import type { Learnt } from './learnt.ts';
import type { CaseResult } from './result.ts';

/** What a run has learnt about its target on the way, as observations; what never came up is left out. */
export function learntResults(learnt: Learnt): CaseResult[] {
  return [
    { id: 'learnt/message-id', clause: 'M10', title: 'The id of a new message', what: messageId(learnt) },
    {
      id: 'learnt/message-info',
      clause: 'N9',
      title: 'How message information is written',
      what: information(learnt),
    },
  ].flatMap(({ id, clause, title, what }) =>
    what === undefined ? [] : [observed({ id, clause, title, what })],
  );
}

function messageId({ messageIdKey }: Learnt): string | undefined {
  switch (messageIdKey.kind) {
    case 'unknown':
      return undefined;
    case 'none':
      return 'the sender is not told';
    case 'key':
      return `in the response, as ${messageIdKey.key}`;
  }
}

function information({ info }: Learnt): string | undefined {
  switch (info) {
    case 'unknown':
      return undefined;
    case 'json':
      return 'a JSON object';
    case 'text':
      return 'not JSON';
    case 'unreadable':
      return 'in a way that does not show what was sent';
  }
}

function observed({
  id,
  clause,
  title,
  what,
}: Record<'id' | 'clause' | 'title' | 'what', string>): CaseResult {
  const base = { id, title, level: 'may', verdict: 'observed' } as const;
  return { ...base, clauses: [clause], observed: what, findings: [], transcript: [], durationMs: 0 };
}
