import type { ClauseText } from '../terminal/options.ts';

/** A few clauses, for reports to cite. */
export const clauses: ReadonlyMap<string, ClauseText> = new Map<string, ClauseText>([
  [
    'T5',
    {
      level: 'must',
      text: 'The status of a response is spelled exactly `200/OK`, `401/UNAUTH`, `403/DENIED`, `416/MISFMT` or `426/TOOMRQ`.',
      source: '200/OK : La commande a été exécutée avec succès.',
    },
  ],
  ['T15', { level: 'may', text: 'Whether lines may end with CRLF is left to the server.' }],
  [
    'T18',
    {
      level: 'may',
      text: 'Whether the names of commands may be written in another case is left to the server.',
    },
  ],
  [
    'T22',
    {
      level: 'should',
      text: 'After 401, 403, 416 or 426 the connection either closes, which is reported, or stays usable with its session unchanged.',
    },
  ],
  [
    'S2',
    { level: 'must', text: 'A malformed command is answered 416: an unknown command, a missing parameter.' },
  ],
  [
    'L4',
    {
      level: 'must',
      text: 'LOGIN of a user who is already connected is answered 403, on another connection and on the same one.',
      source: "403/DENIED : L'authentification a échoué (utilisateur déjà connecté, jeton invalide, banni).",
    },
  ],
  ['L8', { level: 'may', text: 'How a server takes an empty token is left to it.' }],
  [
    'M7',
    {
      level: 'must',
      text: 'Content arrives unchanged: colons, inner spaces, accents, emoji, quotes, `%`, backslashes, SQL, text that looks like a status.',
    },
  ],
  [
    'M10',
    {
      level: 'may',
      text: 'Whether the response to SEND_MSG carries the id of the new message is left to the server.',
    },
  ],
  [
    'N4',
    {
      level: 'must',
      text: "Where the fields of a message's information are recognisable, its id, sender, recipient and content are right.",
    },
  ],
  [
    'N9',
    { level: 'may', text: 'Left to the server: how the information of a message is written in one line.' },
  ],
]);
