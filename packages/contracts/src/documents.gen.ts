// Generated from specs/*/openapi.yaml by `npx -y pnpm@12 generate`. Edit the spec, never this file.

import type { Apis } from './apis.gen.ts';
import api_login from "./login.gen.json" with { type: 'json' };
import api_platform from "./platform.gen.json" with { type: 'json' };
import api_sign_in from "./sign-in.gen.json" with { type: 'json' };

export const documents: Record<keyof Apis, unknown> = {
    "login": api_login,
    "platform": api_platform,
    "sign-in": api_sign_in,
};
