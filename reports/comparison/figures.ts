import type { MetricComparison } from '../../loadgen/comparison-result.ts';

/** A value of a metric for people: `10231/s`, `1.21 ms`, `0.02 %`. */
export function valueText({ unit }: MetricComparison, value: number): string {
  switch (unit) {
    case 'per second':
      return `${digits(value)}/s`;
    case 'ms':
      return `${digits(value)} ms`;
    case 'part of commands':
      return `${digits(100 * value)} %`;
  }
}

/** A change with its sign: `-9.9 %`; that of errors in percentage points, `+0.02 pp`. */
export function changeText(metric: MetricComparison, change: number): string {
  return `${change > 0 ? '+' : ''}${sizeText(metric, change)}`;
}

/** The size of a change: `4.0 %`. */
export function sizeText({ unit }: MetricComparison, size: number): string {
  const percent = 100 * size;
  if (unit === 'part of commands') return `${digits(percent)} pp`;
  if (Math.abs(percent) < 0.05) return size === 0 ? '0 %' : `${size < 0 ? '-' : ''}0.0 %`;
  return `${Math.abs(percent) < 100 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** Three digits that count, four of what is over 1000, and no exponents: `0`, `0.0213`, `1.21`, `10231`. */
function digits(value: number): string {
  if (value === 0) return '0';
  const whole = Math.floor(Math.log10(Math.abs(value))) + 1;
  return value.toFixed(Math.min(6, Math.max(0, 3 - whole)));
}
