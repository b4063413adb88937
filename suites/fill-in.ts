/** The content an expectation names, with the nonce of the case in it. */
export function fillIn(text: string, nonce: string): string {
  return text.replaceAll('{unique}', nonce);
}
