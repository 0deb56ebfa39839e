/** Nothing could be tested: the command ends with 2. The message is one line for a person. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
