/** What can be read of a message's information, whatever its form. Only what is recognised beyond doubt. */
export interface MessageInfo {
  readonly form: 'json' | 'text';
  readonly id?: string;
  readonly sender?: string;
  readonly recipient?: string;
  /** The content, when the information says which part of it that is. */
  readonly content?: string;
}

/** Names seen for the fields of the table `message`, in small letters and without what joins words; the surest first. */
const NAMES = {
  id: ['messageid', 'idmessage', 'id'],
  sender: ['senderid', 'idsender', 'sender', 'from', 'expediteur', 'idexpediteur', 'emetteur', 'idemetteur'],
  recipient: [
    'receiverid',
    'recipientid',
    'idreceiver',
    'idrecipient',
    'receiver',
    'recipient',
    'to',
    'destinataire',
    'iddestinataire',
  ],
  content: ['content', 'message', 'text', 'body', 'contenu', 'texte', 'msg'],
} as const;

/** How many columns the table `message` has, and where these stand in it. */
const COLUMNS = { count: 8, id: 0, sender: 3, recipient: 4 };

/** A name and a number behind `=` or `:`, at the start or behind a separator. */
const PAIR = /(?:^|[\s;,|&{([])["']?([A-Za-z][\w-]*)["']?\s*[=:]\s*["']?(\d+)(?!\d)/g;

/**
 * Reads message information: a JSON object, bare or as the only field of another; `name=value` or `name:value` pairs
 * between separators; or the columns of the table in their order. Never throws, and takes time in proportion to the
 * length.
 */
export function readInfo(info: string): MessageInfo {
  const object = parseObject(info);
  if (object === undefined) return { form: 'text', ...(readColumns(info) ?? readNames(pairs(info))) };
  const content = NAMES.content.map((name) => object.get(name)).find((value) => isText(value));
  return { form: 'json', ...readNames(object), ...(content !== undefined && { content: String(content) }) };
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

type Ends = Pick<MessageInfo, 'id' | 'sender' | 'recipient'>;

/** A name of a user, where the field of that name holds one, tells no id. */
function readNames(fields: ReadonlyMap<string, unknown>): Ends {
  const number = (names: readonly string[]): string | undefined =>
    names
      .map((name) => fields.get(name))
      .map((value) => (isText(value) ? String(value).trim() : ''))
      .find((value) => isNumber(value));
  const [id, sender, recipient] = [number(NAMES.id), number(NAMES.sender), number(NAMES.recipient)];
  return {
    ...(id !== undefined && { id }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient }),
  };
}

/** By their names; what stands there twice, with different values, may be a part of the content. */
function pairs(info: string): Map<string, string> {
  const found = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const [, name = '', value = ''] of info.matchAll(PAIR)) {
    const key = plain(name);
    if ((found.get(key) ?? value) !== value) doubtful.add(key);
    found.set(key, value);
  }
  for (const key of doubtful) found.delete(key);
  return found;
}

function readColumns(info: string): Ends | undefined {
  const separator = /^[\s([]*\d+\s*([;,|\t])/.exec(info)?.[1];
  if (separator === undefined) return undefined;
  const columns = info.split(separator, COLUMNS.count).map((column) => column.trim());
  const id = columns[COLUMNS.id]?.replace(/\D/g, '') ?? '';
  const [sender = '', recipient = ''] = [columns[COLUMNS.sender], columns[COLUMNS.recipient]];
  if (columns.length < COLUMNS.count || !isNumber(sender) || !isNumber(recipient)) return undefined;
  return { id, sender, recipient };
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** The fields of a JSON object by their plain names; of several with one plain name, the first. */
function parseObject(info: string): Map<string, unknown> | undefined {
  const parsed = parse(info);
  if (!isObject(parsed)) return undefined;
  const [only, ...others] = Object.values(parsed).map((value: unknown) => value);
  const fields = others.length === 0 && isObject(only) ? only : parsed;
  return new Map(
    Object.entries(fields)
      .reverse()
      .map(([name, value]) => [plain(name), value]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(info: string): unknown {
  try {
    return JSON.parse(info);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[-_\p{M}]/gu, '');
}
