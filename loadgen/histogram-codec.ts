import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, JsHistogram } from 'hdr-histogram-js';
import { Histogram, LONGEST_US, lowestIn, slotOf } from './histogram.ts';

/** A histogram in the form other tools read: HdrHistogram, V2, deflated, base64. */
export function encodeHistogram(histogram: Histogram): string {
  const hdr = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 64,
  });
  const { counts } = histogram.pack();
  for (let at = 0; at < counts.length; at += 2)
    hdr.recordValueWithCount(lowestIn(counts[at] ?? 0), counts[at + 1] ?? 0);
  return encodeIntoCompressedBase64(hdr);
}

/** What the form does not hold: the exact ends, and the mean before rounding to counters. */
export interface Exact {
  readonly minUs: number;
  readonly meanUs: number;
  readonly maxUs: number;
}

/**
 * The histogram that was encoded, ours or that of another tool in µs.
 * @throws Error when the text is none
 */
export function decodeHistogram(text: string, exact?: Exact): Histogram {
  const hdr = decodeFromCompressedBase64(text, 64);
  if (!(hdr instanceof JsHistogram)) throw new Error('an HdrHistogram of an unknown make');
  const counts: number[] = [];
  let sumUs = 0;
  const { recordedValuesIterator: recorded } = hdr;
  recorded.reset();
  while (recorded.hasNext()) {
    const { valueIteratedTo, countAddedInThisIterationStep: count } = recorded.next();
    counts.push(slotOf(Math.min(valueIteratedTo, LONGEST_US)), count);
    sumUs += valueIteratedTo * count;
  }
  const histogram = new Histogram();
  if (hdr.totalCount === 0) return histogram;
  histogram.addPacked({
    counts,
    minUs: exact?.minUs ?? lowestIn(counts[0] ?? 0),
    maxUs: exact?.maxUs ?? Math.min(hdr.maxValue, LONGEST_US),
    sumUs: exact === undefined ? sumUs : exact.meanUs * hdr.totalCount,
  });
  return histogram;
}
