import type { ApiName, OperationId, SessionApi, SessionSpec } from '@countersign/contracts';
import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import type { CallArguments, Client } from './client.ts';
import { contractOf } from './contract-of.ts';
import type { ClientError } from './error.ts';
import type { Result } from './result.ts';
import type { Session, Snapshot } from './session.ts';

/**
 * The session as it is now; renders again when it changes. On a server, and in the first render of a page that came from one, it is the session of which
 * nothing is known yet (`isReady: false`), so both render the same.
 */
export function useSession<User>({ session }: { readonly session: Session<User> }): Snapshot<User> {
  return useSyncExternalStore(session.subscribe, session.get, unknownSession);
}

const nothing: Snapshot<never> = { state: 'signed-out', isReady: false, user: null, expiresAt: null, isRenewable: false };

function unknownSession(): Snapshot<never> {
  return nothing;
}

/** The operation with which the session of an API begins. */
export type BeginOf<A extends ApiName> = A extends SessionApi ? SessionSpec<A>['begin']['operation'] & OperationId<A> : never;

/** A sign-in, as a form needs it. */
export interface SignIn<A extends SessionApi> {
  /** Signs in, once: nothing tries credentials again. Never rejects. The same function in every render. */
  readonly signIn: (...input: CallArguments<A, BeginOf<A>>) => Promise<Result<A, BeginOf<A>>>;
  readonly isPending: boolean;
  /** What the last sign-in failed with; null while one is under way, and after a success. */
  readonly error: ClientError | null;
  /** Forgets the error. */
  readonly reset: () => void;
}

const idle = { isPending: false, error: null };

/** Signs in with the operation that begins the API's session, and tells how it goes. Of several at once the last one is told of. */
export function useSignIn<A extends SessionApi>(client: Client<A>): SignIn<A> {
  const [state, setState] = useState<{ isPending: boolean; error: ClientError | null }>(idle);
  const last = useRef(0);
  const signIn = useCallback(
    async (...input: CallArguments<A, BeginOf<A>>) => {
      const ticket = ++last.current;
      const tell = (next: typeof state) => ticket === last.current && setState(next);
      tell({ isPending: true, error: null });
      try {
        const result = await toMethod(client)(...input);
        tell(result.ok ? idle : { isPending: false, error: result.error });
        return result;
      } catch (error) {
        // Wrong use of the method, which is no result.
        tell(idle);
        throw error;
      }
    },
    [client],
  );
  const reset = useCallback(() => {
    last.current++;
    setState(idle);
  }, []);
  return { signIn, reset, ...state };
}

function toMethod<A extends SessionApi>(client: Client<A>): SignIn<A>['signIn'] {
  // That the contract names one of the API's operations was checked when it was generated.
  return client.safe[contractOf(client).session?.begin.operation as BeginOf<A>] as SignIn<A>['signIn'];
}
