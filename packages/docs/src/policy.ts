/** What stands in a page and in its policy where each answer puts a nonce of its own; a file that nobody serves afresh holds nothing there. */
export const nonceMark = '%NONCE%';

/** The page runs its own scripts and talks to its own host: nothing inline, nothing evaluated, nothing of anybody else. */
const common = ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'none'"];

/** The Content-Security-Policy of the index. */
export const indexPolicy = [...common, "style-src 'self'", "img-src 'self'", "connect-src 'self'"].join('; ');

/**
 * The Content-Security-Policy of a reference. `styles` says which style elements may be inline. Scalar writes style attributes into the HTML of its
 * code blocks, and draws with `data:` images, which fetch nothing. `server` is where "try it" sends its requests, if not to the host of the page.
 */
export function referencePolicy(styles: "'unsafe-inline'" | `'nonce-${typeof nonceMark}'`, server: string | false): string {
  return [
    ...common,
    `style-src-elem 'self' ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...(server ? [new URL(server).origin] : [])].join(' '),
  ].join('; ');
}
