// Generated from specs/*/openapi.yaml by `npx -y pnpm@12 generate`. Edit the spec, never this file.

const login_Token: unknown = { type: "string", pattern: /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/u, maxLength: 4096 };
const login_Named: unknown = { type: "object", properties: { "id": { type: "integer", minimum: 1 }, "name": { type: "string", maxLength: 100 } }, required: ["id","name"], additionalProperties: false };
const login_User: unknown = { type: "object", properties: { "id": { type: "integer", minimum: 1 }, "name": { type: "string", maxLength: 201 }, "email": { type: "string", maxLength: 254 }, "roles": { type: "array", maxItems: 1000, items: login_Named }, "permissions": { type: "array", maxItems: 1000, items: login_Named } }, required: ["id","name","email","roles","permissions"], additionalProperties: false };
const login_LoginResponse: unknown = { type: "object", properties: { "status": { const: 200 }, "data": { type: "object", properties: { "token": login_Token, "token_type": { const: "Bearer" }, "user": login_User }, required: ["token","token_type","user"], additionalProperties: false } }, required: ["status","data"], additionalProperties: false };
const login_Message: unknown = { type: "object", properties: { "message": { type: "string", maxLength: 200 } }, required: ["message"], additionalProperties: false };
const login_FieldErrors: unknown = { type: "object", properties: { "message": { type: "string", maxLength: 200 }, "errors": { type: "object", minProperties: 1, maxProperties: 4096, propertyNames: { maxLength: 16500 }, additionalProperties: { type: "array", minItems: 1, maxItems: 16, items: { type: "string", maxLength: 16500 } } } }, required: ["message","errors"], additionalProperties: false };
const login_StatusMessage: unknown = { type: "object", properties: { "status": { type: "integer", minimum: 500, maximum: 599 }, "message": { type: "string", maxLength: 200 } }, required: ["status","message"], additionalProperties: false };
const login_CurrentUserResponse: unknown = { type: "object", properties: { "status": { const: 200 }, "data": { type: "object", properties: { "user": login_User }, required: ["user"], additionalProperties: false } }, required: ["status","data"], additionalProperties: false };
const platform_KeyId: unknown = { type: "string", pattern: /^[A-Za-z0-9_-]{43}$/u, maxLength: 43 };
const platform_EllipticCurveKey: unknown = { type: "object", properties: { "kty": { const: "EC" }, "use": { const: "sig" }, "alg": { const: "ES256" }, "kid": platform_KeyId, "crv": { const: "P-256" }, "x": { type: "string", pattern: /^[A-Za-z0-9_-]{43}$/u, maxLength: 43 }, "y": { type: "string", pattern: /^[A-Za-z0-9_-]{43}$/u, maxLength: 43 } }, required: ["kty","use","alg","kid","crv","x","y"], additionalProperties: false };
const platform_RsaKey: unknown = { type: "object", properties: { "kty": { const: "RSA" }, "use": { const: "sig" }, "alg": { const: "RS256" }, "kid": platform_KeyId, "n": { type: "string", pattern: /^[A-Za-z0-9_-]+$/u, minLength: 342, maxLength: 1024 }, "e": { type: "string", pattern: /^[A-Za-z0-9_-]+$/u, maxLength: 8 } }, required: ["kty","use","alg","kid","n","e"], additionalProperties: false };
const platform_KeySet: unknown = { type: "object", properties: { "keys": { type: "array", minItems: 1, maxItems: 100, uniqueItems: true, items: { oneOf: [platform_EllipticCurveKey, platform_RsaKey] } } }, required: ["keys"], additionalProperties: false };
const platform_status_error: unknown = { type: "object", properties: { "statusCode": { type: "integer", minimum: 400, maximum: 599 }, "message": { type: "string", maxLength: 200 } }, required: ["statusCode","message"], additionalProperties: false };
const platform_Healthy: unknown = { type: "object", properties: { "status": { const: "ok" } }, required: ["status"], additionalProperties: false };
const platform_NotReady: unknown = { type: "object", properties: { "status": { const: "unavailable" }, "missing": { type: "array", minItems: 1, maxItems: 10, items: { enum: ["database","listener"] } } }, required: ["status","missing"], additionalProperties: false };
const sign_in_AccessToken: unknown = { type: "string", pattern: /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/u, maxLength: 4096 };
const sign_in_RefreshToken: unknown = { type: "string", pattern: /^[A-Za-z0-9_-]{43,128}$/u, maxLength: 128 };
const sign_in_Time: unknown = { type: "string", pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/u, maxLength: 30 };
const sign_in_User: unknown = { type: "object", properties: { "id": { type: "integer", minimum: 1 }, "username": { type: "string", minLength: 1, maxLength: 64 }, "email": { type: "string", maxLength: 254 }, "firstName": { type: "string", maxLength: 100 }, "lastName": { type: "string", maxLength: 100 }, "rol": { type: "string", maxLength: 100 }, "avatar": { type: "string", maxLength: 2048 }, "status": { enum: ["active","inactive"] }, "lastLogin": sign_in_Time, "createdAt": sign_in_Time, "permissions": { type: "array", maxItems: 1000, items: { type: "string", maxLength: 100 } }, "stats": { type: "object", propertyNames: { maxLength: 100 }, maxProperties: 100, additionalProperties: true } }, required: ["id","username","email","firstName","lastName","rol","avatar","status","lastLogin","createdAt","permissions","stats"], additionalProperties: false };
const sign_in_SignInResponse: unknown = { type: "object", properties: { "accessToken": sign_in_AccessToken, "refreshToken": sign_in_RefreshToken, "user": sign_in_User }, required: ["accessToken","refreshToken","user"], additionalProperties: false };
const sign_in_BadRequest: unknown = { type: "object", properties: { "statusCode": { const: 400 }, "message": { enum: ["Validation failed","Malformed JSON"] }, "errors": { type: "array", minItems: 1, maxItems: 4096, items: { type: "string", maxLength: 16500 } } }, required: ["statusCode","message"], additionalProperties: false };
const sign_in_status_error: unknown = { type: "object", properties: { "statusCode": { type: "integer", minimum: 400, maximum: 599 }, "message": { type: "string", maxLength: 200 } }, required: ["statusCode","message"], additionalProperties: false };
const sign_in_RefreshResponse: unknown = { type: "object", properties: { "accessToken": sign_in_AccessToken, "refreshToken": sign_in_RefreshToken }, required: ["accessToken","refreshToken"], additionalProperties: false };

export const schemas: unknown = {
    "login": {
        "login": { 200: login_LoginResponse, 404: login_Message, 405: login_Message, 413: login_Message, 415: login_Message, 422: login_FieldErrors, 429: login_FieldErrors, 500: login_StatusMessage, 503: login_StatusMessage },
        "logout": { 401: login_Message, 404: login_Message, 405: login_Message, 429: login_Message, 500: login_StatusMessage, 503: login_StatusMessage },
        "currentUser": { 200: login_CurrentUserResponse, 401: login_Message, 404: login_Message, 405: login_Message, 429: login_Message, 500: login_StatusMessage, 503: login_StatusMessage },
    },
    "platform": {
        "jwks": { 200: platform_KeySet, 404: platform_status_error, 405: platform_status_error, 429: platform_status_error, 500: platform_status_error, 503: platform_status_error },
        "live": { 200: platform_Healthy, 404: platform_status_error, 405: platform_status_error, 429: platform_status_error, 500: platform_status_error },
        "ready": { 200: platform_Healthy, 404: platform_status_error, 405: platform_status_error, 429: platform_status_error, 500: platform_status_error, 503: platform_NotReady },
    },
    "sign-in": {
        "signIn": { 200: sign_in_SignInResponse, 400: sign_in_BadRequest, 401: sign_in_status_error, 403: sign_in_status_error, 404: sign_in_status_error, 405: sign_in_status_error, 413: sign_in_status_error, 415: sign_in_status_error, 429: sign_in_status_error, 500: sign_in_status_error, 503: sign_in_status_error },
        "refresh": { 200: sign_in_RefreshResponse, 400: sign_in_BadRequest, 401: sign_in_status_error, 404: sign_in_status_error, 405: sign_in_status_error, 413: sign_in_status_error, 415: sign_in_status_error, 429: sign_in_status_error, 500: sign_in_status_error, 503: sign_in_status_error },
        "signOut": { 400: sign_in_BadRequest, 404: sign_in_status_error, 405: sign_in_status_error, 413: sign_in_status_error, 415: sign_in_status_error, 429: sign_in_status_error, 500: sign_in_status_error, 503: sign_in_status_error },
        "me": { 200: sign_in_User, 401: sign_in_status_error, 404: sign_in_status_error, 405: sign_in_status_error, 429: sign_in_status_error, 500: sign_in_status_error, 503: sign_in_status_error },
    },
};
