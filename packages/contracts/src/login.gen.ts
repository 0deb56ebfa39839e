// Generated from specs/login/openapi.yaml by `npx -y pnpm@12 generate`. Edit the spec, never this file.

export interface paths {
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Authenticate a user and receive an access token
         * @description Send `email` or `phone`, but not both, together with `password`. The system authenticates by whichever identifier is provided.
         *
         *     Store `token` securely and send it as `Authorization: Bearer <token>` with every protected request. It lives 365 days, or until
         *     `logout`.
         *
         *     An unknown account, a wrong password and an account that is not active get the same 422.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the token
         * @description The token that the request is made with ends at once. A client can always forget it first.
         *
         *     The request has no body; whatever is sent as one is not read.
         */
        post: operations["logout"];
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
         * The user that the token belongs to
         * @description The same user object as at login, as it is now. A change of roles or permissions shows at once.
         */
        get: operations["currentUser"];
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
        /** @description Credentials. Provide `email` or `phone`, but not both. */
        LoginRequest: {
            /**
             * Format: email
             * @description The account's email address. Required when `phone` is not provided.
             */
            email: string;
            phone?: never;
            /**
             * Format: password
             * @description The account's password, compared exactly.
             */
            password: string;
        } | {
            email?: never;
            /** @description The account's phone number, best with its country code. Required when `email` is not provided. */
            phone: string;
            /**
             * Format: password
             * @description The account's password, compared exactly.
             */
            password: string;
        };
        /** @description The token, and the user that it belongs to. */
        LoginResponse: {
            /**
             * @description The HTTP status again.
             * @constant
             */
            status: 200;
            data: {
                token: components["schemas"]["Token"];
                /**
                 * @description The scheme to send the token with.
                 * @constant
                 */
                token_type: "Bearer";
                user: components["schemas"]["User"];
            };
        };
        /** @description A JWT (RS256, with `kid`) that lives 365 days. Send it as `Authorization: Bearer <token>`; verify it against `/.well-known/jwks.json`. */
        Token: string;
        /** @description The user that the token belongs to. */
        CurrentUserResponse: {
            /**
             * @description The HTTP status again.
             * @constant
             */
            status: 200;
            data: {
                user: components["schemas"]["User"];
            };
        };
        /** @description An account as this API shows it. */
        User: {
            /** Format: int64 */
            id: number;
            /** @description First and last name. */
            name: string;
            /** Format: email */
            email: string;
            /** @description The account's roles, by their id. */
            roles: components["schemas"]["Named"][];
            /** @description The account's permissions, those of its roles included, by their id. */
            permissions: components["schemas"]["Named"][];
        };
        /** @description A role or a permission. */
        Named: {
            /** Format: int64 */
            id: number;
            name: string;
        };
        /** @description An error below 500. Branch on the HTTP status; `message` is for people. */
        Message: {
            message: string;
        };
        /** @description An error with what is wrong, field by field. */
        FieldErrors: {
            message: string;
            /** @description The names of the fields, each with at least one sentence. */
            errors: {
                [key: string]: string[];
            };
        };
        /** @description An error from 500 on. */
        StatusMessage: {
            /** @description The HTTP status again. */
            status: number;
            message: string;
        };
    };
    responses: {
        /** @description Logged in. Store the token securely. */
        LoggedIn: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["LoginResponse"];
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
                "application/json": components["schemas"]["Message"];
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
                "application/json": components["schemas"]["Message"];
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
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description No token, or none that is good. Ask for the credentials. */
        Unauthenticated: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                "WWW-Authenticate": components["headers"]["Challenge"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
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
                "application/json": components["schemas"]["Message"];
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
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description The body breaks its schema (`The given data was invalid.`; a body that is not a JSON object counts as an empty one), or the credentials are not right (`The provided credentials are incorrect.`, under the identifier that was sent). */
        Unprocessable: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
            };
        };
        /** @description Too many attempts. Wait as long as `Retry-After` says; credentials must never be retried by a program. */
        TooManyAttempts: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
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
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description An unexpected error. Nothing was changed; the request id finds it in the log. */
        UnexpectedError: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StatusMessage"];
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
                "application/json": components["schemas"]["StatusMessage"];
            };
        };
        /** @description An unexpected error. Nothing was changed; the request id finds it in the log. */
        UnexpectedErrorWithToken: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Cache-Control": components["headers"]["NoStore"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StatusMessage"];
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
                "application/json": components["schemas"]["StatusMessage"];
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
        AllowPost: "POST";
        /** @description Whole seconds to wait before the next try. */
        RetryAfter: number;
        /** @description The scheme that a protected operation wants, as RFC 9110 section 11.6.1 asks of every 401. */
        Challenge: "Bearer";
        /** @description The methods that this path knows. */
        AllowGet: "GET";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    /**
     * Authenticate a user and receive an access token
     * @description Send `email` or `phone`, but not both, together with `password`. The system authenticates by whichever identifier is provided.
     *
     *     Store `token` securely and send it as `Authorization: Bearer <token>` with every protected request. It lives 365 days, or until
     *     `logout`.
     *
     *     An unknown account, a wrong password and an account that is not active get the same 422.
     */
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One identifier, and the password. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            200: components["responses"]["LoggedIn"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["PostOnly"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyAttempts"];
            500: components["responses"]["UnexpectedError"];
            503: components["responses"]["Unavailable"];
        };
    };
    /**
     * End the token
     * @description The token that the request is made with ends at once. A client can always forget it first.
     *
     *     The request has no body; whatever is sent as one is not read.
     */
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is no longer good. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["PostOnly"];
            429: components["responses"]["TooManyCalls"];
            500: components["responses"]["UnexpectedErrorWithToken"];
            503: components["responses"]["UnavailableWithToken"];
        };
    };
    /**
     * The user that the token belongs to
     * @description The same user object as at login, as it is now. A change of roles or permissions shows at once.
     */
    currentUser: {
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
                    "application/json": components["schemas"]["CurrentUserResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["GetOnly"];
            429: components["responses"]["TooManyCalls"];
            500: components["responses"]["UnexpectedErrorWithToken"];
            503: components["responses"]["UnavailableWithToken"];
        };
    };
}

/** Where each operation is found, and what the body of each documented status is. */
export const operations = {
    "login": { method: "post", path: "/login", responses: { 200: "json", 404: "json", 405: "json", 413: "json", 415: "json", 422: "json", 429: "json", 500: "json", 503: "json" }, fields: ["email", "phone", "password"] },
    "logout": { method: "post", path: "/logout", responses: { 204: "none", 401: "json", 404: "json", 405: "json", 429: "json", 500: "json", 503: "json" }, secured: true },
    "currentUser": { method: "get", path: "/me", responses: { 200: "json", 401: "json", 404: "json", 405: "json", 429: "json", 500: "json", 503: "json" }, secured: true },
} as const;

/** The path that every path of this API follows: that of the first server. */
export const serverPath = "/api/v1/auth";

/** How a session begins, is renewed and ends: operations, and paths into their bodies by the client's names. */
export const session = {
    begin: { operation: "login", accessToken: ["data", "token"], user: ["data", "user"] },
    end: { operation: "logout" },
    user: { operation: "currentUser", user: ["data", "user"] },
} as const;
