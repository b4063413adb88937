import { afterSending, keepUntold } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2'],
  text: 'Every message is stored twice, though it is told once.',
  apply: (parts) => afterSending(parts, (_id, draft) => keepUntold(parts, draft)),
};
