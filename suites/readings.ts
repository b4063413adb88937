/** Objects within objects are looked into no further than this. */
const DEPTH = 4;

/**
 * What message information may say, for finding a content in it: as it stands, and as its escapes would have it, those
 * of URLs, of strings with backslashes and of doubled quotes; of JSON, every text in it. Never throws.
 */
export function readingsOf(info: string): string[] {
  const json = jsonTextsOf(info);
  if (json !== undefined) return json;
  return [...new Set([info, fromUrl(info), fromBackslashes(info), info.replace(/(["'])\1/g, '$1')])];
}

/** The texts and numbers in a JSON object or array; undefined when it is neither. */
export function jsonTextsOf(info: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(info);
    return typeof parsed === 'object' && parsed !== null ? texts(parsed, DEPTH) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function texts(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.values(value).flatMap((inner: unknown) => texts(inner, depth - 1));
}

/** Byte by byte, for what is cut or escaped in part is no valid URL. */
function fromUrl(info: string): string {
  const plain = info.replaceAll('+', ' ');
  return plain.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
  );
}

function fromBackslashes(info: string): string {
  return info.replace(/\\(u[0-9a-f]{4}|x[0-9a-f]{2}|.)/gi, (_, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return { n: '\n', r: '\r', t: '\t' }[escape] ?? escape;
  });
}
