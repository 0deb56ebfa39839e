// Generated from specs/*/openapi.yaml by `npx -y pnpm@12 generate`. Edit the spec, never this file.

import * as api_login from "./login.gen.ts";
import * as api_platform from "./platform.gen.ts";
import * as api_sign_in from "./sign-in.gen.ts";

export interface Apis {
    "login": { paths: api_login.paths; operations: api_login.operations; components: api_login.components };
    "platform": { paths: api_platform.paths; operations: api_platform.operations; components: api_platform.components };
    "sign-in": { paths: api_sign_in.paths; operations: api_sign_in.operations; components: api_sign_in.components };
}

export const apis = {
    "login": { serverPath: api_login.serverPath, operations: api_login.operations, session: api_login.session },
    "platform": { serverPath: api_platform.serverPath, operations: api_platform.operations },
    "sign-in": { serverPath: api_sign_in.serverPath, operations: api_sign_in.operations, session: api_sign_in.session },
} as const;
