/** A result that every run has beside its cases, or may have: of its beginning, of what it learns, of its whole. */
export interface Standing {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  /** What is done for it, and what it is judged by. */
  readonly how: string;
}

/** They cannot be chosen with `--only`: each run has them. */
export const STANDING: readonly Standing[] = [
  {
    id: 'preflight/greeting',
    title: 'The server says nothing before it is asked',
    clauses: ['T26'],
    how: 'Opens a connection and stays silent for a moment. Whatever comes is a failure, and the run ends: a server that speaks first speaks another protocol.',
  },
  {
    id: 'preflight/protocol',
    title: 'The target speaks the tchatator protocol',
    clauses: ['T3', 'T4', 'T5'],
    how: 'Sends a LOGIN with a newline behind it, without one, and with an empty line. When no way gets a response whose first line is a status, that is the only finding, and the run ends.',
  },
  {
    id: 'preflight/survival',
    title: 'The server lives on when a client leaves without a word',
    clauses: ['T12'],
    how: 'Opens a second connection behind one that has left. When it is refused, the run ends.',
  },
  {
    id: 'preflight/form',
    title: 'How commands and answers end',
    clauses: ['T13', 'T14'],
    how: 'Looks which end of a command the first LOGIN was answered with, and whether the response had a newline behind it. Told, never blamed; every case then writes commands so.',
  },
  {
    id: 'preflight/login',
    title: 'An account of the profile can log in',
    clauses: ['L1'],
    how: 'Each account tries to LOGIN until one gets 200/OK. When none does, what needs accounts is blocked.',
  },
  {
    id: 'preflight/refuses',
    title: 'Nonsense is not answered 200',
    clauses: ['L2', 'S2'],
    how: 'Sends a LOGIN with a token that belongs to nobody and a command that does not exist. When both are answered 200/OK, the run ends: such a target would pass much and mean nothing.',
  },
  {
    id: 'preflight/accounts',
    title: 'Every account of the profile can log in',
    clauses: ['L1'],
    how: 'Each account logs in once. One that is refused while another of its role gets in is set aside, and told.',
  },
  {
    id: 'preflight/counting',
    title: 'What counts towards the rate limit',
    clauses: ['R9'],
    how: 'One user polls more often than it may send messages. A 426/TOOMRQ tells that every command counts. Told, never blamed.',
  },
  {
    id: 'learnt/message-id',
    title: 'The id of a new message',
    clauses: ['M10'],
    how: 'Looks whether the response to SEND_MSG holds the id of the message, and in which line. Told, never blamed.',
  },
  {
    id: 'learnt/message-info',
    title: 'How message information is written',
    clauses: ['N9'],
    how: 'Looks whether the information in new_message is a JSON object. Told, never blamed; content is judged accordingly.',
  },
  {
    id: 'run/status-lines',
    title: 'Each status is one of the five, spelled exactly so',
    clauses: ['T5'],
    how: 'Looks at the first line of every response of the run, whatever was asked. Cases themselves judge a status by its code.',
  },
  {
    id: 'run/data-lines',
    title: 'Each line behind a status is key:value',
    clauses: ['T4'],
    how: 'Looks at every line behind a status, in every response of the run.',
  },
  {
    id: 'run/one-response',
    title: 'No response comes without a command',
    clauses: ['T26'],
    how: 'Looks for responses that nobody has asked for, on every connection of the run.',
  },
  {
    id: 'run/survival',
    title: 'The server lives through the whole run',
    clauses: ['T12'],
    how: 'Opens a new connection behind the last case, and behind each that may have harmed the server, and logs in. Where it is started again, it fails only for a death that no case is blamed for.',
  },
];
