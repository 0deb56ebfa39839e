/**
 * What is said of a keyword that no request can keep or break by itself, rather than of one that nobody found a way to: the contract itself
 * settles it, or a text (a parameter, a form) cannot carry such a value.
 */
const proofs: readonly RegExp[] = [
  /\bimplied\b|\bunreachable\b|^nothing checks/i,
  /^no (?:list|object|text) (?:is shorter|has fewer) than 0 /,
  /^(?:every text is a string|a text cannot say it|as a text it can be read as a valid value)$/,
  /^(?:another branch accepts it|the contract accepts every such value|it allows any number|the items need not be unique)$/,
  /^(?:no valid value has it|no valid value takes branch \d+|it is read-only|it requires nothing that may be sent|no other property may be added)$/,
  /^(?:its types exclude each other|its keywords contradict each other|no value is in all of its enumerations)$/,
  /^every whole number that JSON can carry is one$/,
  /^every such value breaks `[^`]+`(?: as well)?$/,
];

/** Whether this reason, of a gap or of an `Unreachable`, says that no request at all could do it. */
export function isProof(reason: string): boolean {
  return proofs.some((proof) => proof.test(reason));
}
