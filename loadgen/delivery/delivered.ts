import type { Delivery } from '../result.ts';
import { numberOf } from '../tape.ts';
import { deliveryKey } from './deliveries.ts';

/** What one user has sent and been handed out: plain data, to be sent between threads. */
export interface UserMail {
  readonly id: number;
  readonly recipientId: number;
  /** Of the user's commands in their order: of `FATES`. */
  readonly fates: Uint8Array;
  /** Behind how many commands numbers go round, as `numberOf` tells them. */
  readonly lap: number;
  /** How often each message was handed out, by `senderId-number`. */
  readonly found: ReadonlyMap<string, number>;
  /** Whether all changes were polled, on the connection the user has had all the time. */
  readonly isComplete: boolean;
}

const OPEN = 1;
const SENT = 2;
const REFUSED = 3;

/**
 * Holds what was sent against what was handed out. A message whose recipient was not there all the time, or could not poll
 * to the end, is `unseen` unless it arrived.
 */
export function deliveryOf(mails: readonly UserMail[]): Delivery {
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  const delivery: Delivery = {
    ...{ sent: 0, arrived: 0, lost: 0, duplicated: 0, unseen: 0 },
    ...{ refused: 0, leaked: 0, open: 0, strayed: 0 },
  };
  for (const { id, recipientId, fates, lap } of mails) {
    const recipient = byId.get(recipientId);
    fates.forEach((fate, at) => {
      const count = recipient?.found.get(deliveryKey(id, numberOf(at, lap))) ?? 0;
      take(delivery, { fate, count, isSure: recipient?.isComplete === true });
    });
  }
  for (const { id, found } of mails) delivery.strayed += strayedTo(id, found, byId);
  return delivery;
}

/** Whether every message answered 200 arrived once, as far as could be seen, and no other did. */
export function isRight({ lost, duplicated, leaked, strayed }: Delivery): boolean {
  return lost + duplicated + leaked + strayed === 0;
}

function take(
  delivery: Delivery,
  { fate, count, isSure }: { fate: number; count: number; isSure: boolean },
): void {
  switch (fate) {
    case SENT:
      delivery.sent += 1;
      if (count === 1) delivery.arrived += 1;
      else if (count > 1) delivery.duplicated += 1;
      else if (isSure) delivery.lost += 1;
      else delivery.unseen += 1;
      break;
    case REFUSED:
      delivery.refused += 1;
      if (count > 0) delivery.leaked += 1;
      break;
    case OPEN:
      delivery.open += 1;
      if (count > 1) delivery.duplicated += 1;
  }
}

/** Senders may be told of their own messages (N9). */
function strayedTo(id: number, found: UserMail['found'], byId: ReadonlyMap<number, UserMail>): number {
  return [...found.keys()].filter((key) => {
    const senderId = Number(key.split('-')[0]);
    return senderId !== id && byId.get(senderId)?.recipientId !== id;
  }).length;
}
