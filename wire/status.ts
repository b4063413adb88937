/** The five statuses of the protocol. They stand in `spec/protocol.yaml` too, on purpose; a test holds both equal. */
export const STATUSES = {
  200: '200/OK',
  401: '401/UNAUTH',
  403: '403/DENIED',
  416: '416/MISFMT',
  426: '426/TOOMRQ',
} as const;

export type StatusCode = keyof typeof STATUSES;
export type Status = (typeof STATUSES)[StatusCode];

/** Whether a status line, without its line end, is one of the five, spelled exactly so. */
export function isStatus(line: string): line is Status {
  return Object.values<string>(STATUSES).includes(line);
}

/**
 * What a line says if it has the form of a status, `code/NAME`, spaces behind it forgiven. It need not be one of the
 * five: a misspelled status still begins a response, and has to be seen to be found fault with.
 */
export function readStatusForm(line: string): { readonly code: number; readonly name: string } | undefined {
  const [, code, name] = /^(\d{3})\/(\S*) *$/.exec(line) ?? [];
  return code === undefined || name === undefined ? undefined : { code: Number(code), name };
}
