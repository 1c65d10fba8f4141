/** Something given to us does not have the shape or the range it must have. Says what is wrong and where, for the person who can mend it. */
export class InvalidInput extends Error {
  readonly what: string;
  readonly where: string;

  constructor(what: string, where: string) {
    super(`${where}: ${what}`);
    this.name = 'InvalidInput';
    this.what = what;
    this.where = where;
  }
}
