import { banUser } from './ban-user.ts';
import { blockUser } from './block-user.ts';
import { deleteMessage } from './delete-message.ts';
import { disconnected } from './disconnected.ts';
import type { CommandHandler } from './handler.ts';
import { login } from './login.ts';
import { newChangeAvailable } from './new-change-available.ts';
import { sendMessage } from './send-message.ts';
import { updateMessage } from './update-message.ts';

/** Every command by its name on the wire. */
export const COMMANDS: ReadonlyMap<string, CommandHandler> = new Map([
  ['LOGIN', login],
  ['DISCONNECTED', disconnected],
  ['SEND_MSG', sendMessage],
  ['UPDT_MSG', updateMessage],
  ['DEL_MSG', deleteMessage],
  ['NEW_CHG_AVAILABLE', newChangeAvailable],
  ['BLOCK_USER', blockUser],
  ['BAN_USER', banUser],
]);
