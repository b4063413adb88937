/** The database did not answer, or refused the connection. The message says which one, without its password. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

/** The server cannot listen on its address: the port is taken, not permitted, or the host is not this machine's. */
export class AddressUnavailable extends Error {
  override readonly name = 'AddressUnavailable';
}
