import { Chalk, supportsColor, supportsColorStderr, type ChalkInstance } from 'chalk';

/** Colours as the stream can show them. NO_COLOR wins over what the terminal can do; a file gets none. */
export function coloursFor(stream: 'stdout' | 'stderr' | 'file'): ChalkInstance {
  const support = stream === 'stderr' ? supportsColorStderr : supportsColor;
  const isPlain = stream === 'file' || process.env.NO_COLOR !== undefined || support === false;
  return new Chalk({ level: isPlain ? 0 : support.level });
}
