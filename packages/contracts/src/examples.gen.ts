// Generated from specs/*/openapi.yaml by `npx -y pnpm@12 generate`. Edit the spec, never this file.

/** The status of each example. */
export interface ExampleStatuses {
    "login": {
        "login": {
            "byEmail": 200;
            "byPhone": 200;
            "byPhoneWithSpaces": 200;
            "byPhoneWithDashes": 200;
            "charsetInCapitals": 200;
            "byEmailInCapitals": 200;
            "unknownPath": 404;
            "trailingSlash": 404;
            "askedForHtml": 404;
            "get": 405;
            "put": 405;
            "delete": 405;
            "options": 405;
            "tooLarge": 413;
            "wrongContentType": 415;
            "anotherJson": 415;
            "jsonAsText": 415;
            "noContentType": 415;
            "wrongCharset": 415;
            "contentEncoding": 415;
            "emptyObject": 422;
            "malformed": 422;
            "duplicateKeys": 422;
            "notAnObject": 422;
            "emptyBody": 422;
            "noIdentifier": 422;
            "missingPassword": 422;
            "emptyPassword": 422;
            "bothIdentifiers": 422;
            "phoneTooLong": 422;
            "phoneTooLongWithSpaces": 422;
            "nullEmailBesidePhone": 422;
            "emptyPhone": 422;
            "emailNotAnEmail": 422;
            "emailTooLong": 422;
            "passwordTooLong": 422;
            "wrongTypes": 422;
            "nullPhone": 422;
            "unknownProperty": 422;
            "unknownPropertyThatIsNull": 422;
            "prototypeProperty": 422;
            "severalBreaches": 422;
            "wrongPassword": 422;
            "paddedPassword": 422;
            "passwordPaddedAtTheEnd": 422;
            "passwordInCapitals": 422;
            "passwordInFullWidth": 422;
            "passwordWithNul": 422;
            "passwordWithLoneSurrogate": 422;
            "inactiveByEmailInCapitals": 422;
            "shortPassword": 422;
            "unknownEmail": 422;
            "inactive": 422;
            "wrongPasswordByPhone": 422;
            "unknownPhone": 422;
            "unreadablePhone": 422;
            "inactiveByPhone": 422;
            "tooManyAttempts": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
        };
        "logout": {
            "loggedOut": 204;
            "noCredentials": 401;
            "garbage": 401;
            "wrongScheme": 401;
            "accessTokenInstead": 401;
            "refreshTokenInstead": 401;
            "unknownPath": 404;
            "trailingSlash": 404;
            "askedForHtml": 404;
            "get": 405;
            "put": 405;
            "delete": 405;
            "options": 405;
            "tooManyCalls": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
        };
        "currentUser": {
            "loggedIn": 200;
            "schemeInLowerCase": 200;
            "noCredentials": 401;
            "garbage": 401;
            "wrongScheme": 401;
            "accessTokenInstead": 401;
            "refreshTokenInstead": 401;
            "unknownPath": 404;
            "trailingSlash": 404;
            "askedForHtml": 404;
            "post": 405;
            "options": 405;
            "tooManyCalls": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
        };
    };
    "platform": {
        "jwks": {
            "keys": 200;
            "unknownPath": 404;
            "siblingPath": 404;
            "otherCase": 404;
            "post": 405;
            "options": 405;
            "tooManyRequests": 429;
            "unexpectedError": 500;
            "overloaded": 503;
        };
        "live": {
            "ok": 200;
            "unknownPath": 404;
            "siblingPath": 404;
            "otherCase": 404;
            "post": 405;
            "options": 405;
            "tooManyRequests": 429;
            "unexpectedError": 500;
        };
        "ready": {
            "ok": 200;
            "unknownPath": 404;
            "siblingPath": 404;
            "otherCase": 404;
            "post": 405;
            "options": 405;
            "tooManyRequests": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
            "stopping": 503;
        };
    };
    "sign-in": {
        "signIn": {
            "byEmail": 200;
            "byUsername": 200;
            "byBothIdentifiers": 200;
            "byEmailInCapitals": 200;
            "byUsernameInFullWidth": 200;
            "byUsernameInCapitals": 200;
            "charsetInCapitals": 200;
            "fromAnotherOrigin": 200;
            "emptyObject": 400;
            "noIdentifier": 400;
            "shortPassword": 400;
            "emptyPassword": 400;
            "missingPassword": 400;
            "emailNotAnEmail": 400;
            "emptyUsername": 400;
            "nullEmail": 400;
            "wrongTypes": 400;
            "tooLong": 400;
            "unknownProperty": 400;
            "prototypeProperty": 400;
            "severalBreaches": 400;
            "severalBreachesWithGoodPassword": 400;
            "unknownPropertyInAnotherScript": 400;
            "unknownPropertyThatIsNull": 400;
            "malformed": 400;
            "duplicateKeys": 400;
            "notAnObject": 400;
            "emptyBody": 400;
            "wrongPassword": 401;
            "paddedPassword": 401;
            "unknownEmail": 401;
            "unknownUsername": 401;
            "controlCharacter": 401;
            "identifiersOfTwoAccounts": 401;
            "inactiveWithWrongPassword": 401;
            "passwordPaddedAtTheEnd": 401;
            "passwordInCapitals": 401;
            "passwordInFullWidth": 401;
            "passwordWithNul": 401;
            "passwordWithLoneSurrogate": 401;
            "paddedUsername": 401;
            "emailAsUsername": 401;
            "usernameWithApostrophe": 401;
            "unknownEmailWithKnownUsername": 401;
            "knownEmailWithUnknownUsername": 401;
            "inactiveByUsernameWithWrongPassword": 401;
            "inactive": 403;
            "inactiveByUsername": 403;
            "unknownPath": 404;
            "trailingSlash": 404;
            "otherCase": 404;
            "askedForHtml": 404;
            "get": 405;
            "put": 405;
            "delete": 405;
            "options": 405;
            "tooLarge": 413;
            "wrongContentType": 415;
            "anotherJson": 415;
            "jsonAsText": 415;
            "noContentType": 415;
            "wrongCharset": 415;
            "contentEncoding": 415;
            "tooManyAttempts": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
        };
        "refresh": {
            "refreshed": 200;
            "emptyObject": 400;
            "emptyToken": 400;
            "nullToken": 400;
            "unknownProperty": 400;
            "malformed": 400;
            "duplicateKeys": 400;
            "unknownToken": 401;
            "garbage": 401;
            "accessTokenInstead": 401;
            "unknownPath": 404;
            "trailingSlash": 404;
            "otherCase": 404;
            "askedForHtml": 404;
            "get": 405;
            "put": 405;
            "delete": 405;
            "options": 405;
            "tooLarge": 413;
            "wrongContentType": 415;
            "anotherJson": 415;
            "jsonAsText": 415;
            "noContentType": 415;
            "wrongCharset": 415;
            "contentEncoding": 415;
            "tooManyRefreshes": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
        };
        "signOut": {
            "signedOut": 204;
            "unknownToken": 204;
            "emptyObject": 400;
            "emptyToken": 400;
            "nullToken": 400;
            "unknownProperty": 400;
            "malformed": 400;
            "duplicateKeys": 400;
            "unknownPath": 404;
            "trailingSlash": 404;
            "otherCase": 404;
            "askedForHtml": 404;
            "get": 405;
            "put": 405;
            "delete": 405;
            "options": 405;
            "tooLarge": 413;
            "wrongContentType": 415;
            "anotherJson": 415;
            "jsonAsText": 415;
            "noContentType": 415;
            "wrongCharset": 415;
            "contentEncoding": 415;
            "tooManyCalls": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
        };
        "me": {
            "signedIn": 200;
            "schemeInCapitals": 200;
            "schemeInLowerCase": 200;
            "noCredentials": 401;
            "garbage": 401;
            "wrongScheme": 401;
            "schemeThatOnlyLooksAlike": 401;
            "refreshTokenInstead": 401;
            "loginTokenInstead": 401;
            "unknownPath": 404;
            "trailingSlash": 404;
            "otherCase": 404;
            "askedForHtml": 404;
            "post": 405;
            "methodOverride": 405;
            "options": 405;
            "tooManyCalls": 429;
            "unexpectedError": 500;
            "databaseAway": 503;
        };
    };
}

export const examples: { readonly [api in keyof ExampleStatuses]: unknown } = {
    "login": {
        "login": {
            "byEmail": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJpYXQiOjE3MDk4NTYwMDAsIm5iZiI6MTcwOTg1NjAwMCwiZXhwIjoxNzQxMzkyMDAwLCJzdWIiOiIxIiwic2NvcGVzIjpbXX0.c2lnbmF0dXJl", "token_type": "Bearer", "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "varies": ["/data/token"], "request": { "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "byPhone": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJpYXQiOjE3MDk4NTYwMDAsIm5iZiI6MTcwOTg1NjAwMCwiZXhwIjoxNzQxMzkyMDAwLCJzdWIiOiIxIiwic2NvcGVzIjpbXX0.c2lnbmF0dXJl", "token_type": "Bearer", "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "varies": ["/data/token"], "request": { "body": { "phone": "+525512345678", "password": "password123" } } },
            "byPhoneWithSpaces": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJpYXQiOjE3MDk4NTYwMDAsIm5iZiI6MTcwOTg1NjAwMCwiZXhwIjoxNzQxMzkyMDAwLCJzdWIiOiIxIiwic2NvcGVzIjpbXX0.c2lnbmF0dXJl", "token_type": "Bearer", "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "varies": ["/data/token"], "request": { "body": { "phone": "+52 55 1234 5678", "password": "password123" } } },
            "byPhoneWithDashes": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJpYXQiOjE3MDk4NTYwMDAsIm5iZiI6MTcwOTg1NjAwMCwiZXhwIjoxNzQxMzkyMDAwLCJzdWIiOiIxIiwic2NvcGVzIjpbXX0.c2lnbmF0dXJl", "token_type": "Bearer", "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "varies": ["/data/token"], "request": { "body": { "phone": "+52-55-1234-5678", "password": "password123" } } },
            "charsetInCapitals": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJpYXQiOjE3MDk4NTYwMDAsIm5iZiI6MTcwOTg1NjAwMCwiZXhwIjoxNzQxMzkyMDAwLCJzdWIiOiIxIiwic2NvcGVzIjpbXX0.c2lnbmF0dXJl", "token_type": "Bearer", "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "varies": ["/data/token"], "request": { "headers": { "Content-Type": "application/json; charset=\"UTF-8\"" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "byEmailInCapitals": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoiLCJpYXQiOjE3MDk4NTYwMDAsIm5iZiI6MTcwOTg1NjAwMCwiZXhwIjoxNzQxMzkyMDAwLCJzdWIiOiIxIiwic2NvcGVzIjpbXX0.c2lnbmF0dXJl", "token_type": "Bearer", "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "varies": ["/data/token"], "request": { "body": { "email": "John.Doe@EXAMPLE.com", "password": "password123" } } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/nowhere" } },
            "trailingSlash": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/login/" } },
            "askedForHtml": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/nowhere", "headers": { "Accept": "text/html" } } },
            "get": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "GET" } },
            "put": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "PUT" } },
            "delete": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "DELETE" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooLarge": { "status": 413, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Payload Too Large" }, "request": { "padTo": 16385, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "wrongContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/plain" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "anotherJson": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/merge-patch+json" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "jsonAsText": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/json" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "noContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": null }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "wrongCharset": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/json; charset=utf-16" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "contentEncoding": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Encoding": "gzip" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "emptyObject": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["Email is required when phone is not provided."], "password": ["The password field is required."] } }, "request": { "body": {} } },
            "malformed": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["Email is required when phone is not provided."], "password": ["The password field is required."] } }, "request": { "raw": true, "body": "{\"email\": \"john.doe@example.com\", \"password\":" } },
            "duplicateKeys": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["Email is required when phone is not provided."], "password": ["The password field is required."] } }, "request": { "raw": true, "body": "{\"email\":\"jane.roe@example.com\",\"email\":\"john.doe@example.com\",\"password\":\"password123\"}" } },
            "notAnObject": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["Email is required when phone is not provided."], "password": ["The password field is required."] } }, "request": { "body": ["john.doe@example.com", "password123"] } },
            "emptyBody": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["Email is required when phone is not provided."], "password": ["The password field is required."] } }, "request": { "raw": true, "body": "" } },
            "noIdentifier": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["Email is required when phone is not provided."] } }, "request": { "body": { "password": "password123" } } },
            "missingPassword": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "password": ["The password field is required."] } }, "request": { "body": { "email": "john.doe@example.com" } } },
            "emptyPassword": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "password": ["The password field is required."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "" } } },
            "bothIdentifiers": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["The email field prohibits phone from being present."], "phone": ["The phone field prohibits email from being present."] } }, "request": { "body": { "email": "john.doe@example.com", "phone": "+525512345678", "password": "password123" } } },
            "phoneTooLong": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "phone": ["The phone field must not be greater than 20 characters."] } }, "request": { "body": { "phone": "+52551234567890123456", "password": "password123" } } },
            "phoneTooLongWithSpaces": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "phone": ["The phone field must not be greater than 20 characters."] } }, "request": { "body": { "phone": "+52  55  1234  5678  1", "password": "password123" } } },
            "nullEmailBesidePhone": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["The email field prohibits phone from being present.", "The email field must be a string."], "phone": ["The phone field prohibits email from being present."] } }, "request": { "body": { "email": null, "phone": "+525512345678", "password": "password123" } } },
            "emptyPhone": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "phone": ["The phone field is required."] } }, "request": { "body": { "phone": "", "password": "password123" } } },
            "emailNotAnEmail": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["The email field must be a valid email address."] } }, "request": { "body": { "email": "john.doe", "password": "password123" } } },
            "emailTooLong": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["The email field must not be greater than 254 characters."] } }, "request": { "body": { "email": "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx.example.com", "password": "password123" } } },
            "passwordTooLong": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "password": ["The password field must not be greater than 1024 characters."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk" } } },
            "wrongTypes": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["The email field must be a string."], "password": ["The password field must be a string."] } }, "request": { "body": { "email": 1, "password": ["password123"] } } },
            "nullPhone": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "phone": ["The phone field must be a string."] } }, "request": { "body": { "phone": null, "password": "password123" } } },
            "unknownProperty": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "remember": ["The remember field is prohibited."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "password123", "remember": true } } },
            "unknownPropertyThatIsNull": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "remember": ["The remember field is prohibited."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "password123", "remember": null } } },
            "prototypeProperty": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { ["__proto__"]: ["The __proto__ field is prohibited."] } }, "request": { "raw": true, "body": "{\"email\":\"john.doe@example.com\",\"password\":\"password123\",\"__proto__\":{\"admin\":true}}" } },
            "severalBreaches": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The given data was invalid.", "errors": { "email": ["The email field must be a valid email address."], "password": ["The password field is required."], "remember": ["The remember field is prohibited."] } }, "request": { "body": { "remember": true, "email": "nobody" } } },
            "wrongPassword": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "password124" } } },
            "paddedPassword": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "john.doe@example.com", "password": " password123" } } },
            "passwordPaddedAtTheEnd": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "password123 " } } },
            "passwordInCapitals": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "PASSWORD123" } } },
            "passwordInFullWidth": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "ｐassword123" } } },
            "passwordWithNul": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "password123\u0000x" } } },
            "passwordWithLoneSurrogate": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "raw": true, "body": "{\"email\":\"john.doe@example.com\",\"password\":\"password123\\ud800\"}" } },
            "inactiveByEmailInCapitals": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "Jane.Roe@EXAMPLE.com", "password": "password123" } } },
            "shortPassword": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "john.doe@example.com", "password": "p" } } },
            "unknownEmail": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "nobody@example.com", "password": "password123" } } },
            "inactive": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "email": ["The provided credentials are incorrect."] } }, "request": { "body": { "email": "jane.roe@example.com", "password": "password123" } } },
            "wrongPasswordByPhone": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "phone": ["The provided credentials are incorrect."] } }, "request": { "body": { "phone": "+525512345678", "password": "password124" } } },
            "unknownPhone": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "phone": ["The provided credentials are incorrect."] } }, "request": { "body": { "phone": "+525500000000", "password": "password123" } } },
            "unreadablePhone": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "phone": ["The provided credentials are incorrect."] } }, "request": { "body": { "phone": "not a number", "password": "password123" } } },
            "inactiveByPhone": { "status": 422, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "The provided credentials are incorrect.", "errors": { "phone": ["The provided credentials are incorrect."] } }, "request": { "body": { "phone": "+525587654321", "password": "password123" } } },
            "tooManyAttempts": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "message": "Too many login attempts. Please try again in 60 seconds.", "errors": { "email": ["Too many login attempts. Please try again in 60 seconds."] } }, "given": "throttled" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 500, "message": "An unexpected error occurred" }, "given": "broken" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "status": 503, "message": "Service Unavailable" }, "given": "database-away" },
        },
        "logout": {
            "loggedOut": { "status": 204, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "Bearer {$response.body#/data/token}" } } },
            "noCredentials": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "headers": { "Accept": "application/json" } } },
            "garbage": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "headers": { "Authorization": "Bearer garbage" } } },
            "wrongScheme": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "headers": { "Authorization": "Basic am9obmRvZTpwYXNzd29yZDEyMw==" } } },
            "accessTokenInstead": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/accessToken}" } } },
            "refreshTokenInstead": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/refreshToken}" } } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/nowhere" } },
            "trailingSlash": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/login/" } },
            "askedForHtml": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/nowhere", "headers": { "Accept": "text/html" } } },
            "get": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "GET" } },
            "put": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "PUT" } },
            "delete": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "DELETE" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooManyCalls": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "message": "Too Many Requests" }, "given": "fault" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 500, "message": "An unexpected error occurred" }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "Bearer {$response.body#/data/token}" } }, "given": "broken" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "status": 503, "message": "Service Unavailable" }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "Bearer {$response.body#/data/token}" } }, "given": "database-away" },
        },
        "currentUser": {
            "loggedIn": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "Bearer {$response.body#/data/token}" } } },
            "schemeInLowerCase": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 200, "data": { "user": { "id": 1, "name": "John Doe", "email": "john.doe@example.com", "roles": [{ "id": 1, "name": "admin" }], "permissions": [{ "id": 5, "name": "view-items" }, { "id": 12, "name": "create-inventory" }] } } }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "bearer {$response.body#/data/token}" } } },
            "noCredentials": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "headers": { "Accept": "application/json" } } },
            "garbage": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "headers": { "Authorization": "Bearer garbage" } } },
            "wrongScheme": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "headers": { "Authorization": "Basic am9obmRvZTpwYXNzd29yZDEyMw==" } } },
            "accessTokenInstead": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/accessToken}" } } },
            "refreshTokenInstead": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "message": "Unauthenticated." }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/refreshToken}" } } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/nowhere" } },
            "trailingSlash": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/login/" } },
            "askedForHtml": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "message": "Not Found" }, "request": { "path": "/api/v1/auth/nowhere", "headers": { "Accept": "text/html" } } },
            "post": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "POST" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooManyCalls": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "message": "Too Many Requests" }, "given": "fault" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": 500, "message": "An unexpected error occurred" }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "Bearer {$response.body#/data/token}" } }, "given": "broken" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "status": 503, "message": "Service Unavailable" }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "Bearer {$response.body#/data/token}" } }, "given": "database-away" },
        },
    },
    "platform": {
        "jwks": {
            "keys": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "public, max-age=600" }, "body": { "keys": [{ "kty": "EC", "use": "sig", "alg": "ES256", "kid": "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM" }, { "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw", "e": "AQAB" }] }, "varies": ["/keys"] },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/nowhere" } },
            "siblingPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/authsx/sign-in" } },
            "otherCase": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/API/v1/auth/login" } },
            "post": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "POST" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooManyRequests": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 429, "message": "Too Many Requests" }, "given": "fault" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 500, "message": "Internal Server Error" }, "given": "fault" },
            "overloaded": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 503, "message": "Service Unavailable" }, "given": "fault" },
        },
        "live": {
            "ok": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": "ok" } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/nowhere" } },
            "siblingPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/authsx/sign-in" } },
            "otherCase": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/API/v1/auth/login" } },
            "post": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "POST" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooManyRequests": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 429, "message": "Too Many Requests" }, "given": "fault" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 500, "message": "Internal Server Error" }, "given": "fault" },
        },
        "ready": {
            "ok": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "status": "ok" } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/nowhere" } },
            "siblingPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/authsx/sign-in" } },
            "otherCase": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/API/v1/auth/login" } },
            "post": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "POST" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooManyRequests": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 429, "message": "Too Many Requests" }, "given": "fault" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 500, "message": "Internal Server Error" }, "given": "fault" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "status": "unavailable", "missing": ["database"] }, "given": "database-away" },
            "stopping": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "status": "unavailable", "missing": ["listener"] }, "given": "stopping" },
        },
    },
    "sign-in": {
        "signIn": {
            "byEmail": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "byUsername": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "body": { "username": "johndoe", "password": "password123" } } },
            "byBothIdentifiers": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "body": { "email": "john.doe@example.com", "username": "johndoe", "password": "password123" } } },
            "byEmailInCapitals": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "body": { "email": "John.Doe@EXAMPLE.com", "password": "password123" } } },
            "byUsernameInFullWidth": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "body": { "username": "ＪohnＤoe", "password": "password123" } } },
            "byUsernameInCapitals": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "body": { "username": "JOHNDOE", "password": "password123" } } },
            "charsetInCapitals": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "headers": { "Content-Type": "application/json; charset=\"UTF-8\"" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "fromAnotherOrigin": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "user": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } } }, "varies": ["/accessToken", "/refreshToken", "/user/lastLogin", "/user/createdAt"], "request": { "headers": { "Origin": "https://elsewhere.example" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "emptyObject": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email or username must be provided", "password should not be empty"] }, "request": { "body": {} } },
            "noIdentifier": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email or username must be provided"] }, "request": { "body": { "password": "password123" } } },
            "shortPassword": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["password must be at least 6 characters"] }, "request": { "body": { "email": "john.doe@example.com", "password": "12345" } } },
            "emptyPassword": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["password should not be empty"] }, "request": { "body": { "email": "john.doe@example.com", "password": "" } } },
            "missingPassword": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["password should not be empty"] }, "request": { "body": { "email": "john.doe@example.com" } } },
            "emailNotAnEmail": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email must be an email"] }, "request": { "body": { "email": "john.doe", "password": "password123" } } },
            "emptyUsername": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["username should not be empty"] }, "request": { "body": { "username": "", "password": "password123" } } },
            "nullEmail": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email must be a string"] }, "request": { "body": { "email": null, "password": "password123" } } },
            "wrongTypes": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email must be a string", "username must be a string", "password must be a string"] }, "request": { "body": { "email": 1, "username": true, "password": ["password123"] } } },
            "tooLong": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email must be at most 254 characters", "username must be at most 64 characters", "password must be at most 1024 characters"] }, "request": { "body": { "email": "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx.example.com", "username": "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm", "password": "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk" } } },
            "unknownProperty": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["property rememberMe should not exist"] }, "request": { "body": { "email": "john.doe@example.com", "password": "password123", "rememberMe": true } } },
            "prototypeProperty": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["property __proto__ should not exist"] }, "request": { "raw": true, "body": "{\"email\":\"john.doe@example.com\",\"password\":\"password123\",\"__proto__\":{\"admin\":true}}" } },
            "severalBreaches": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email must be an email", "username should not be empty", "password must be at least 6 characters", "property rememberMe should not exist"] }, "request": { "body": { "rememberMe": true, "password": "123", "username": "", "email": "nobody" } } },
            "severalBreachesWithGoodPassword": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["email must be an email", "username should not be empty"] }, "request": { "body": { "email": "nobody", "username": "", "password": "password123" } } },
            "unknownPropertyInAnotherScript": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["property contraseña should not exist"] }, "request": { "body": { "email": "john.doe@example.com", "password": "password123", "contraseña": "x" } } },
            "unknownPropertyThatIsNull": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["property rememberMe should not exist"] }, "request": { "body": { "email": "john.doe@example.com", "password": "password123", "rememberMe": null } } },
            "malformed": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "raw": true, "body": "{\"email\": \"john.doe@example.com\", \"password\":" } },
            "duplicateKeys": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "raw": true, "body": "{\"email\":\"jane.roe@example.com\",\"email\":\"john.doe@example.com\",\"password\":\"password123\"}" } },
            "notAnObject": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "body": ["john.doe@example.com", "password123"] } },
            "emptyBody": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "raw": true, "body": "" } },
            "wrongPassword": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "password": "password124" } } },
            "paddedPassword": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "password": " password123" } } },
            "unknownEmail": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "nobody@example.com", "password": "password123" } } },
            "unknownUsername": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "username": "nobody", "password": "password123" } } },
            "controlCharacter": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "username": "john\u0000doe", "password": "password123" } } },
            "identifiersOfTwoAccounts": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "username": "janeroe", "password": "password123" } } },
            "inactiveWithWrongPassword": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "jane.roe@example.com", "password": "password124" } } },
            "passwordPaddedAtTheEnd": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "password": "password123 " } } },
            "passwordInCapitals": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "password": "PASSWORD123" } } },
            "passwordInFullWidth": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "password": "ｐassword123" } } },
            "passwordWithNul": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "password": "password123\u0000x" } } },
            "passwordWithLoneSurrogate": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "raw": true, "body": "{\"email\":\"john.doe@example.com\",\"password\":\"password123\\ud800\"}" } },
            "paddedUsername": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "username": " johndoe ", "password": "password123" } } },
            "emailAsUsername": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "username": "john.doe@example.com", "password": "password123" } } },
            "usernameWithApostrophe": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "username": "o'brien", "password": "password123" } } },
            "unknownEmailWithKnownUsername": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "nobody@example.com", "username": "johndoe", "password": "password123" } } },
            "knownEmailWithUnknownUsername": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "email": "john.doe@example.com", "username": "nobody", "password": "password123" } } },
            "inactiveByUsernameWithWrongPassword": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid email or password" }, "request": { "body": { "username": "janeroe", "password": "password124" } } },
            "inactive": { "status": 403, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 403, "message": "Account is inactive. Contact administrator." }, "request": { "body": { "email": "jane.roe@example.com", "password": "password123" } } },
            "inactiveByUsername": { "status": 403, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 403, "message": "Account is inactive. Contact administrator." }, "request": { "body": { "username": "janeroe", "password": "password123" } } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere" } },
            "trailingSlash": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/sign-in/" } },
            "otherCase": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/Sign-In" } },
            "askedForHtml": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere", "headers": { "Accept": "text/html" } } },
            "get": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "GET" } },
            "put": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "PUT" } },
            "delete": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "DELETE" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooLarge": { "status": 413, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 413, "message": "Payload Too Large" }, "request": { "padTo": 16385, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "wrongContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/plain" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "anotherJson": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/merge-patch+json" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "jsonAsText": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/json" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "noContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": null }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "wrongCharset": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/json; charset=utf-16" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "contentEncoding": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Encoding": "gzip" }, "body": { "email": "john.doe@example.com", "password": "password123" } } },
            "tooManyAttempts": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 429, "message": "Too Many Requests" }, "given": "throttled" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 500, "message": "Internal Server Error" }, "given": "broken" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 503, "message": "Service Unavailable" }, "given": "database-away" },
        },
        "refresh": {
            "refreshed": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "accessToken": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.eyJhdWQiOiJzaWduLWluIiwic3ViIjoiMSJ9.c2lnbmF0dXJl", "refreshToken": "4r3-8xBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB" }, "varies": ["/accessToken", "/refreshToken"], "request": { "after": "sign-in.signIn.byEmail", "set": { "refreshToken": "$response.body#/refreshToken" }, "body": { "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "emptyObject": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["refreshToken should not be empty"] }, "request": { "body": {} } },
            "emptyToken": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["refreshToken should not be empty"] }, "request": { "body": { "refreshToken": "" } } },
            "nullToken": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["refreshToken must be a string"] }, "request": { "body": { "refreshToken": null } } },
            "unknownProperty": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["property accessToken should not exist"] }, "request": { "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "accessToken": "A" } } },
            "malformed": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "raw": true, "body": "{\"refreshToken\":" } },
            "duplicateKeys": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "raw": true, "body": "{\"refreshToken\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"refreshToken\":\"BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\"}" } },
            "unknownToken": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid or expired refresh token" }, "request": { "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "garbage": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid or expired refresh token" }, "request": { "body": { "refreshToken": "no\u0000token" } } },
            "accessTokenInstead": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Invalid or expired refresh token" }, "request": { "after": "sign-in.signIn.byEmail", "set": { "refreshToken": "$response.body#/accessToken" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere" } },
            "trailingSlash": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/sign-in/" } },
            "otherCase": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/Sign-In" } },
            "askedForHtml": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere", "headers": { "Accept": "text/html" } } },
            "get": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "GET" } },
            "put": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "PUT" } },
            "delete": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "DELETE" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooLarge": { "status": 413, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 413, "message": "Payload Too Large" }, "request": { "padTo": 16385, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "wrongContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/plain" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "anotherJson": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/merge-patch+json" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "jsonAsText": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/json" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "noContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": null }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "wrongCharset": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/json; charset=utf-16" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "contentEncoding": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Encoding": "gzip" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "tooManyRefreshes": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 429, "message": "Too Many Requests" }, "request": { "after": "sign-in.signIn.byEmail", "set": { "refreshToken": "$response.body#/refreshToken" }, "body": { "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } }, "given": "renewed-often" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 500, "message": "Internal Server Error" }, "given": "broken" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 503, "message": "Service Unavailable" }, "given": "database-away" },
        },
        "signOut": {
            "signedOut": { "status": 204, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "request": { "after": "sign-in.signIn.byEmail", "set": { "refreshToken": "$response.body#/refreshToken" }, "body": { "refreshToken": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "unknownToken": { "status": 204, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "request": { "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "emptyObject": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["refreshToken should not be empty"] }, "request": { "body": {} } },
            "emptyToken": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["refreshToken should not be empty"] }, "request": { "body": { "refreshToken": "" } } },
            "nullToken": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["refreshToken must be a string"] }, "request": { "body": { "refreshToken": null } } },
            "unknownProperty": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Validation failed", "errors": ["property accessToken should not exist"] }, "request": { "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "accessToken": "A" } } },
            "malformed": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "raw": true, "body": "{\"refreshToken\":" } },
            "duplicateKeys": { "status": 400, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 400, "message": "Malformed JSON" }, "request": { "raw": true, "body": "{\"refreshToken\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"refreshToken\":\"BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\"}" } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere" } },
            "trailingSlash": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/sign-in/" } },
            "otherCase": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/Sign-In" } },
            "askedForHtml": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere", "headers": { "Accept": "text/html" } } },
            "get": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "GET" } },
            "put": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "PUT" } },
            "delete": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "DELETE" } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "POST" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooLarge": { "status": 413, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 413, "message": "Payload Too Large" }, "request": { "padTo": 16385, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "wrongContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/plain" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "anotherJson": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/merge-patch+json" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "jsonAsText": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "text/json" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "noContentType": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": null }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "wrongCharset": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Type": "application/json; charset=utf-16" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "contentEncoding": { "status": 415, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 415, "message": "Unsupported Media Type" }, "request": { "headers": { "Content-Encoding": "gzip" }, "body": { "refreshToken": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } },
            "tooManyCalls": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 429, "message": "Too Many Requests" }, "given": "fault" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 500, "message": "Internal Server Error" }, "given": "broken" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 503, "message": "Service Unavailable" }, "given": "database-away" },
        },
        "me": {
            "signedIn": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } }, "varies": ["/lastLogin", "/createdAt"], "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/accessToken}" } } },
            "schemeInCapitals": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } }, "varies": ["/lastLogin", "/createdAt"], "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "BEARER {$response.body#/accessToken}" } } },
            "schemeInLowerCase": { "status": 200, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "id": 1, "username": "johndoe", "email": "john.doe@example.com", "firstName": "John", "lastName": "Doe", "rol": "admin", "avatar": "https://example.com/avatars/johndoe.png", "status": "active", "lastLogin": "2026-03-08T00:00:00.000Z", "createdAt": "2025-01-15T09:30:00.000Z", "permissions": ["view-items", "create-inventory"], "stats": { "ordersPlaced": 12, "itemsCreated": 3 } }, "varies": ["/lastLogin", "/createdAt"], "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "bearer {$response.body#/accessToken}" } } },
            "noCredentials": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Unauthorized" } },
            "garbage": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Unauthorized" }, "request": { "headers": { "Authorization": "Bearer garbage" } } },
            "wrongScheme": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Unauthorized" }, "request": { "headers": { "Authorization": "Basic am9obmRvZTpwYXNzd29yZDEyMw==" } } },
            "schemeThatOnlyLooksAlike": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Unauthorized" }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Nobearer {$response.body#/accessToken}" } } },
            "refreshTokenInstead": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Unauthorized" }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/refreshToken}" } } },
            "loginTokenInstead": { "status": 401, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" }, "body": { "statusCode": 401, "message": "Unauthorized" }, "request": { "after": "login.login.byEmail", "headers": { "Authorization": "Bearer {$response.body#/data/token}" } } },
            "unknownPath": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere" } },
            "trailingSlash": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/sign-in/" } },
            "otherCase": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/Sign-In" } },
            "askedForHtml": { "status": 404, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 404, "message": "Not Found" }, "request": { "path": "/api/v1/auths/nowhere", "headers": { "Accept": "text/html" } } },
            "post": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "POST" } },
            "methodOverride": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "POST", "headers": { "X-HTTP-Method-Override": "GET" } } },
            "options": { "status": 405, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Allow": "GET" }, "body": { "statusCode": 405, "message": "Method Not Allowed" }, "request": { "method": "OPTIONS" } },
            "tooManyCalls": { "status": 429, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 429, "message": "Too Many Requests" }, "given": "fault" },
            "unexpectedError": { "status": 500, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store" }, "body": { "statusCode": 500, "message": "Internal Server Error" }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/accessToken}" } }, "given": "broken" },
            "databaseAway": { "status": 503, "headers": { "X-Request-Id": "example", "Cache-Control": "no-store", "Retry-After": "1" }, "body": { "statusCode": 503, "message": "Service Unavailable" }, "request": { "after": "sign-in.signIn.byEmail", "headers": { "Authorization": "Bearer {$response.body#/accessToken}" } }, "given": "database-away" },
        },
    },
};
