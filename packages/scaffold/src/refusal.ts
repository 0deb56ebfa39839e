/** Why nothing was written, in one line that says how to go on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
