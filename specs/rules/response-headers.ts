import { createHeadersRule } from './headers.ts';

/** Every response declares the id that finds it in the log, and whether a cache may keep it. */
export const responseHeaders = createHeadersRule(() => ['X-Request-Id', 'Cache-Control']);
