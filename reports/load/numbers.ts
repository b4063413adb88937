/** A latency for people, in ms with three digits that count: `0.123`, `1.23`, `12.3`, `123`, `12,345`. */
export function milliseconds(ms: number): string {
  if (ms < 0.9995) return ms.toFixed(3);
  if (ms < 9.995) return ms.toFixed(2);
  return ms < 99.95 ? ms.toFixed(1) : whole(ms);
}

/** A count for people: `12,345`. */
export function whole(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A rate for people: `199.8/s`, `12,345/s`. */
export function rate(perSecond: number): string {
  return `${perSecond < 1000 ? perSecond.toFixed(1) : whole(perSecond)}/s`;
}
