/** What a server may count for the length of a text; the right one first. */
export const LENGTH_UNITS = ['code-points', 'utf-16-units', 'bytes'] as const;
export type LengthUnit = (typeof LENGTH_UNITS)[number];

export function textLength(text: string, unit: LengthUnit): number {
  switch (unit) {
    case 'code-points':
      return Array.from(text).length;
    case 'utf-16-units':
      return text.length;
    case 'bytes':
      return Buffer.byteLength(text);
  }
}
