import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T27'],
  text: 'Connections beyond fifteen are closed at once.',
  apply: (parts) => ({ ...parts, options: { ...parts.options, maxConnections: 15 } }),
};
