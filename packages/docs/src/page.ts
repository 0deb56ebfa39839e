import type { AssetName, UrlOf } from './assets.ts';
import { html, type Html } from './html.ts';

export interface Frame {
  title: string;
  description: string;
  /** From the page to the root: empty, or `../`. */
  root: string;
  urlOf: UrlOf;
  /** What the pages were made from; undefined unless they reload by themselves. */
  version: string | undefined;
  styles: AssetName[];
  /** Further elements of the head. */
  head?: Html;
  /** Its Content-Security-Policy: it carries one, so that it is kept under it on any host. */
  policy: string;
  body: Html;
}

/** By this `build:docs` knows its own pages again. */
export const generator = '@countersign/docs';

/** A whole page. */
export function page({ title, description, root, urlOf, version, styles, head, policy, body }: Frame): string {
  const url = (name: AssetName) => root + urlOf(name);
  const { html: text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="generator" content="${generator}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${description}" />
        <title>${title}</title>
        <link rel="icon" href="${url('style/icon.svg')}" type="image/svg+xml" />
        ${['style/base.css' as const, ...styles].map((name) => html`<link rel="stylesheet" href="${url(name)}" /> `)}${head}
        ${version !== undefined && html`<script src="${url('browser/live.js')}" data-url="${root}version" data-version="${version}" defer></script>`}
      </head>
      ${body}
    </html> `;
  return text;
}
