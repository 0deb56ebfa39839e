// Types alone: nothing of this module is there at run time.
import type { ApiName, Apis } from '@countersign/contracts';

export type {
  ApiName,
  OperationId,
  PathParameters,
  QueryParameters,
  RequestBody,
  ResponseBody,
  Responses,
  SessionApi,
  Status,
} from '@countersign/contracts';

/** Every path of an API, as openapi-typescript writes it. */
export type Paths<A extends ApiName> = Apis[A]['paths'];

/** The named schema of an API by the names of the wire. */
export type Schema<A extends ApiName, Name extends keyof Apis[A]['components']['schemas']> = Apis[A]['components']['schemas'][Name];
