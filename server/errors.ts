/** The database did not answer, or refused the connection. The message says which one, without its password. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

/** The server cannot listen on its address. */
export class AddressUnavailable extends Error {
  override readonly name = 'AddressUnavailable';
  /** `used` by another server, `forbidden` to this user, or `wrong` for this machine. */
  readonly why: 'used' | 'forbidden' | 'wrong';

  constructor(message: string, why: AddressUnavailable['why'], options: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}
