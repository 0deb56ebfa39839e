// Generated from specs/platform/openapi.yaml by `npx -y pnpm@12 generate`. Edit the spec, never this file.

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public keys that verify this server's tokens
         * @description A JSON Web Key Set (RFC 7517). Pick the key whose `kid` is the one in the token's header. Keep the set for at most ten minutes; fetch it again
         *     when a token names a `kid` that you do not know.
         */
        get: operations["jwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process is alive
         * @description Answers without touching the database. Restart the process if it does not answer.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the server can answer requests now
         * @description Asks the database, unless the server is about to stop. Send it no requests while this is not 200.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A JSON Web Key Set with public keys only. */
        KeySet: {
            keys: (components["schemas"]["EllipticCurveKey"] | components["schemas"]["RsaKey"])[];
        };
        /** @description The key's RFC 7638 thumbprint with SHA-256. */
        KeyId: string;
        /** @description A public key on P-256 (RFC 7518 section 6.2.1). */
        EllipticCurveKey: {
            /** @constant */
            kty: "EC";
            /** @constant */
            use: "sig";
            /** @constant */
            alg: "ES256";
            kid: components["schemas"]["KeyId"];
            /** @constant */
            crv: "P-256";
            x: string;
            y: string;
        };
        /** @description A public RSA key (RFC 7518 section 6.3.1). */
        RsaKey: {
            /** @constant */
            kty: "RSA";
            /** @constant */
            use: "sig";
            /** @constant */
            alg: "RS256";
            kid: components["schemas"]["KeyId"];
            n: string;
            e: string;
        };
        Healthy: {
            /** @constant */
            status: "ok";
        };
        NotReady: {
            /** @constant */
            status: "unavailable";
            /** @description What is missing: `database` when it does not answer, `listener` when the server was told to stop and is about to close its port. */
            missing: ("database" | "listener")[];
        };
        /** @description An error. Branch on the HTTP status; `message` is for people. */
        "status-error": {
            /** @description The HTTP status again. */
            statusCode: number;
            /** @description What went wrong, in one sentence. */
            message: string;
        };
    };
    responses: {
        /** @description All is well. */
        Healthy: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Healthy"];
            };
        };
        /** @description No such path, in any API. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description This path knows GET only. */
        GetOnly: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                Allow: components["headers"]["AllowGet"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description Too many requests. Wait as long as `Retry-After` says. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description An unexpected error. The request id finds it in the log. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description The server is overloaded, or its database is away. Try again after `Retry-After`. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names this exchange in the server's log. The request's own `X-Request-Id` is taken over if it is 1 to 128 characters of `A-Z a-z 0-9 . _ -`; otherwise one is made. Quote it when you report a problem. */
        XRequestId: string;
        /** @description The answer belongs to one caller; no cache may keep it. */
        NoStore: "no-store";
        /** @description The methods that this path knows. */
        AllowGet: "GET";
        /** @description Whole seconds to wait before the next try. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    /**
     * The public keys that verify this server's tokens
     * @description A JSON Web Key Set (RFC 7517). Pick the key whose `kid` is the one in the token's header. Keep the set for at most ten minutes; fetch it again
     *     when a token names a `kid` that you do not know.
     */
    jwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key set. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    /** @description Caches may keep the set for ten minutes. */
                    "Cache-Control": "public, max-age=600";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeySet"];
                };
            };
            404: components["responses"]["NotFound"];
            405: components["responses"]["GetOnly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    /**
     * Whether the process is alive
     * @description Answers without touching the database. Restart the process if it does not answer.
     */
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Healthy"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["GetOnly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
        };
    };
    /**
     * Whether the server can answer requests now
     * @description Asks the database, unless the server is about to stop. Send it no requests while this is not 200.
     */
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Healthy"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["GetOnly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description Something that the server needs is missing; the body names it. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotReady"];
                };
            };
        };
    };
}

/** Where each operation is found, and what the body of each documented status is. */
export const operations = {
    "jwks": { method: "get", path: "/.well-known/jwks.json", responses: { 200: "json", 404: "json", 405: "json", 429: "json", 500: "json", 503: "json" } },
    "live": { method: "get", path: "/livez", responses: { 200: "json", 404: "json", 405: "json", 429: "json", 500: "json" } },
    "ready": { method: "get", path: "/readyz", responses: { 200: "json", 404: "json", 405: "json", 429: "json", 500: "json", 503: "json" } },
} as const;

/** The path that every path of this API follows: that of the first server. */
export const serverPath = "";
