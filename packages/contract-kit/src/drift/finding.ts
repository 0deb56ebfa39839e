import type { Fault } from '../result.ts';
import type { Operation, Spec } from '../spec/spec.ts';

/** Something that recorded traffic does and the contract does not say, or says otherwise. */
export interface Observation extends Fault {
  /** Who does it: whoever sent a request that was not refused, or the server. */
  side: 'request' | 'response';
}

/** Where something was seen. */
export interface Sighting {
  /** The recording. */
  file: string;
  /** Its place in `log.entries`, from 0. */
  entry: number;
  method: string;
  /** Without its query, which may hold a secret. */
  path: string;
  status: number;
}

/** One cause, however often it was seen. Its texts are masked. */
export interface Finding extends Observation {
  spec: Spec;
  /** Undefined for an address that no operation has. */
  operation: Operation | undefined;
  count: number;
  first: Sighting;
  /** Who found it. */
  source: 'kit' | 'redocly' | 'both';
}
