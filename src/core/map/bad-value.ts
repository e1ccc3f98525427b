/**
 * Why a value could not be mapped. Returned, not thrown: a bad cell among millions is data, and the field is
 * quarantined while its record goes on.
 */
export class BadValue {
  readonly code: string;
  readonly reason: string;

  constructor(code: string, reason: string) {
    this.code = code;
    this.reason = reason;
  }
}
