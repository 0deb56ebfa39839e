/** What a contract cannot say for itself: who may come in, and which values exist. */
export interface Fixtures {
  /** By key of the security scheme; `*` for those that are not named. */
  credentials: Record<string, FixtureCredential>;
  /** By operationId, `*` for all: values of parameters and of properties of the body, by name. */
  values: Record<string, Record<string, unknown>>;
}

export interface FixtureCredential {
  /** The token, the key, or `name:password`; may hold expressions on the answer to `before`. A scheme before it is taken as it stands. */
  value?: string;
  /** The variable that holds it. Whoever reads the file puts its value into `value`. */
  env?: string;
  /** Is sent first. Operations of other contracts are called `contract.operationId`. */
  before?: { operation: string; example: string };
}
