import type { Delivery, GateResult } from '../result.ts';
import { isRight } from './delivered.ts';

/** That every message answered 200 arrives exactly once, and no other, as a gate. Where nothing was seen it is not kept. */
export function deliveryGate(delivery: Delivery): GateResult {
  const { sent, arrived, lost, duplicated, leaked, strayed, unseen } = delivery;
  const wrong = [
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(duplicated > 0 ? [`${duplicated} more than once`] : []),
    ...(leaked > 0 ? [`${leaked} that were refused`] : []),
    ...(strayed > 0 ? [`${strayed} to somebody else`] : []),
    ...(unseen > 0 ? [`${unseen} not to be seen`] : []),
  ];
  return {
    gate: 'what is answered 200 arrives once, and nothing else',
    actual: [`${arrived} of ${sent} arrived once`, ...wrong].join(', '),
    kept: isRight(delivery) && (sent === 0 || arrived > 0),
  };
}
