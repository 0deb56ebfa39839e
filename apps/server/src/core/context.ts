/** Where a request comes from, as far as the domain cares: for the throttle and the audit trail. */
export interface Context {
  /** As in `X-Request-Id`. */
  requestId: string;
  /** The bucket of the client's address, see core/source.ts. */
  source: string;
}
