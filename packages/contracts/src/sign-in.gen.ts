// Generated from specs/sign-in/openapi.yaml by `npx -y pnpm@12 generate`. Edit the spec, never this file.

export interface paths {
    "/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Authenticate a user and obtain access tokens
         * @description Send `email` or `username`, or both if they belong to the same account, together with `password`.
         *
         *     Keep both tokens. Send the access token as `Authorization: Bearer <accessToken>` with every protected request; it lives 24 hours from issuance.
         *     When it expires, use the refresh token to get a new one (`refresh`). The refresh token is opaque: do not look into it.
         *
         *     An unknown account, a wrong password and two identifiers of different accounts get the same 401, byte for byte.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get new tokens for a refresh token
         * @description Exchanges a refresh token for a new access token and a new refresh token. Keep both new tokens and forget the old ones.
         *
         *     A refresh token works once. Sent again within a few seconds it gets the same successor, so that a lost answer or a second tab logs nobody out;
         *     sent again later it ends the whole session, because then two parties hold it.
         *
         *     A session can be renewed 60 times at once and from then on once a second, which no client comes near that keeps its access token.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session
         * @description Ends the session that the refresh token belongs to, with all its access and refresh tokens, at once.
         *
         *     The answer is the same whether or not the token was still good, so a client can always forget its tokens first and need not look at it.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The user that the access token belongs to
         * @description The same user object as at sign-in, as it is now. A change of roles or permissions shows at once.
         */
        get: operations["me"];
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
        /** @description Credentials. At least one of `email` and `username` must be provided. */
        SignInRequest: {
            /**
             * Format: email
             * @description The account's email address.
             */
            email: string;
            /** @description The account's username. */
            username?: string;
            /**
             * Format: password
             * @description The account's password, compared exactly.
             */
            password: string;
        } | {
            /**
             * Format: email
             * @description The account's email address.
             */
            email?: string;
            /** @description The account's username. */
            username: string;
            /**
             * Format: password
             * @description The account's password, compared exactly.
             */
            password: string;
        };
        /** @description The tokens, and the user that they belong to. */
        SignInResponse: {
            accessToken: components["schemas"]["AccessToken"];
            refreshToken: components["schemas"]["RefreshToken"];
            user: components["schemas"]["User"];
        };
        /** @description A JWT (ES256, with `kid`) that lives 24 hours. Send it as `Authorization: Bearer <accessToken>`; verify it against `/.well-known/jwks.json`. */
        AccessToken: string;
        /** @description An opaque secret of at least 256 random bits. Exchange it for new tokens when the access token has expired. */
        RefreshToken: string;
        /** @description A refresh token. */
        RefreshRequest: {
            /** @description As it was handed out. */
            refreshToken: string;
        };
        /** @description New tokens of the same session. */
        RefreshResponse: {
            accessToken: components["schemas"]["AccessToken"];
            refreshToken: components["schemas"]["RefreshToken"];
        };
        /** @description An account as this API shows it. */
        User: {
            /** Format: int64 */
            id: number;
            username: string;
            /** Format: email */
            email: string;
            firstName: string;
            lastName: string;
            /** @description The name of the account's first role; empty if it has none. The client calls it `role`. */
            rol: string;
            /**
             * Format: uri-reference
             * @description The address of a picture; may be empty.
             */
            avatar: string;
            /**
             * @description Only an active account can sign in.
             * @enum {unknown}
             */
            status: "active" | "inactive";
            /** @description The time of the newest successful sign-in, this one included; ISO 8601 in UTC. */
            lastLogin: components["schemas"]["Time"];
            /** @description The time at which the account was made; ISO 8601 in UTC. */
            createdAt: components["schemas"]["Time"];
            /** @description The names of all permissions, by their id. */
            permissions: string[];
            /** @description Figures that products keep about the account. Their names and kinds are theirs to choose. */
            stats: {
                [key: string]: unknown;
            };
        };
        /** Format: date-time */
        Time: string;
        /** @description A request that was refused as it stands. Mend it before the next try. */
        BadRequest: {
            /** @constant */
            statusCode: 400;
            /** @enum {unknown} */
            message: "Validation failed" | "Malformed JSON";
            /** @description One line per breach of the schema, in the order of its properties. Absent if the body could not be read at all. */
            errors?: string[];
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
        /** @description Signed in. Store both tokens securely. */
        SignedIn: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SignInResponse"];
            };
        };
        /** @description The body breaks its schema, or is not a JSON object. `errors` names every breach. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BadRequest"];
            };
        };
        /** @description The body breaks its schema, or is not a JSON object. `errors` names every breach. */
        BadTokenRequest: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BadRequest"];
            };
        };
        /** @description No account with these identifiers and this password. Ask for the credentials again; the answer does not tell which part was wrong. */
        WrongCredentials: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                "WWW-Authenticate": components["headers"]["Challenge"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description The password is right, but the account has been switched off. Trying again does not help; an administrator does. */
        Inactive: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description No such path under this API. */
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
        /** @description This path knows POST only. */
        PostOnly: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                Allow: components["headers"]["AllowPost"];
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
        /** @description The body is larger than 16 KiB. */
        TooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description Send `Content-Type: application/json`, in UTF-8 and without a content encoding. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["status-error"];
            };
        };
        /** @description Too many attempts. Wait as long as `Retry-After` says; credentials must never be retried by a program. */
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
        /** @description Too many requests. Wait as long as `Retry-After` says. */
        TooManyCalls: {
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
        /** @description An unexpected error. Nothing was changed; the request id finds it in the log. */
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
        /** @description An unexpected error. Nothing was changed; the request id finds it in the log. */
        InternalErrorWithToken: {
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
        UnavailableWithToken: {
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
        /** @description The scheme that a protected operation wants, as RFC 9110 section 11.6.1 asks of every 401. */
        Challenge: "Bearer";
        /** @description The methods that this path knows. */
        AllowPost: "POST";
        /** @description Whole seconds to wait before the next try. */
        RetryAfter: number;
        /** @description The methods that this path knows. */
        AllowGet: "GET";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    /**
     * Authenticate a user and obtain access tokens
     * @description Send `email` or `username`, or both if they belong to the same account, together with `password`.
     *
     *     Keep both tokens. Send the access token as `Authorization: Bearer <accessToken>` with every protected request; it lives 24 hours from issuance.
     *     When it expires, use the refresh token to get a new one (`refresh`). The refresh token is opaque: do not look into it.
     *
     *     An unknown account, a wrong password and two identifiers of different accounts get the same 401, byte for byte.
     */
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One or both identifiers, and the password. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["WrongCredentials"];
            403: components["responses"]["Inactive"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["PostOnly"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    /**
     * Get new tokens for a refresh token
     * @description Exchanges a refresh token for a new access token and a new refresh token. Keep both new tokens and forget the old ones.
     *
     *     A refresh token works once. Sent again within a few seconds it gets the same successor, so that a lost answer or a second tab logs nobody out;
     *     sent again later it ends the whole session, because then two parties hold it.
     *
     *     A session can be renewed 60 times at once and from then on once a second, which no client comes near that keeps its access token.
     */
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The newest refresh token of the session. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description New tokens. Forget the old ones. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshResponse"];
                };
            };
            400: components["responses"]["BadTokenRequest"];
            /** @description The refresh token is unknown, used up, expired, or its session is over. Do not try it again: ask for the credentials. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "WWW-Authenticate": components["headers"]["Challenge"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["status-error"];
                };
            };
            404: components["responses"]["NotFound"];
            405: components["responses"]["PostOnly"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description This session is renewed too often. The refresh token was not used up: wait as long as `Retry-After` says and send it again. */
            429: {
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    /**
     * End the session
     * @description Ends the session that the refresh token belongs to, with all its access and refresh tokens, at once.
     *
     *     The answer is the same whether or not the token was still good, so a client can always forget its tokens first and need not look at it.
     */
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Any refresh token of the session. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description The session is over, if it was not before. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadTokenRequest"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["PostOnly"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyCalls"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    /**
     * The user that the access token belongs to
     * @description The same user object as at sign-in, as it is now. A change of roles or permissions shows at once.
     */
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description No access token, or none that is good. Refresh it once; if that fails, ask for the credentials. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["NoStore"];
                    "WWW-Authenticate": components["headers"]["Challenge"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["status-error"];
                };
            };
            404: components["responses"]["NotFound"];
            405: components["responses"]["GetOnly"];
            429: components["responses"]["TooManyCalls"];
            500: components["responses"]["InternalErrorWithToken"];
            503: components["responses"]["UnavailableWithToken"];
        };
    };
}

/** Where each operation is found, and what the body of each documented status is. */
export const operations = {
    "signIn": { method: "post", path: "/sign-in", responses: { 200: "json", 400: "json", 401: "json", 403: "json", 404: "json", 405: "json", 413: "json", 415: "json", 429: "json", 500: "json", 503: "json" }, fields: ["email", "username", "password"], names: { 200: { in: { user: { in: { rol: { as: "role" } } } } } } },
    "refresh": { method: "post", path: "/refresh", responses: { 200: "json", 400: "json", 401: "json", 404: "json", 405: "json", 413: "json", 415: "json", 429: "json", 500: "json", 503: "json" }, fields: ["refreshToken"] },
    "signOut": { method: "post", path: "/sign-out", responses: { 204: "none", 400: "json", 404: "json", 405: "json", 413: "json", 415: "json", 429: "json", 500: "json", 503: "json" }, fields: ["refreshToken"] },
    "me": { method: "get", path: "/me", responses: { 200: "json", 401: "json", 404: "json", 405: "json", 429: "json", 500: "json", 503: "json" }, secured: true, names: { 200: { in: { rol: { as: "role" } } } } },
} as const;

/** The path that every path of this API follows: that of the first server. */
export const serverPath = "/api/v1/auths";

/** How a session begins, is renewed and ends: operations, and paths into their bodies by the client's names. */
export const session = {
    begin: { operation: "signIn", accessToken: ["accessToken"], refreshToken: ["refreshToken"], user: ["user"] },
    renew: { operation: "refresh", send: ["refreshToken"], accessToken: ["accessToken"], refreshToken: ["refreshToken"], refused: [400, 401] },
    end: { operation: "signOut", send: ["refreshToken"] },
    user: { operation: "me", user: [] },
} as const;
