/** How many characters (code points) a well-formed text holds: what `message-length` counts. */
export function countCodePoints(text: string): number {
  let count = text.length;
  // A character beyond the basic plane takes two units, of which only the first one counts.
  for (let at = 0; at < text.length; at++) if (isTrailingSurrogate(text.charCodeAt(at))) count--;
  return count;
}

/** Whether this byte of UTF-8 begins a character. The others continue one. */
export function beginsCharacter(byte: number): boolean {
  return (byte & 0xc0) !== 0x80;
}

function isTrailingSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
