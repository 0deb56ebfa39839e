import type { OpenApiDocument } from '@countersign/contracts/documents';
import type { UrlOf } from './assets.ts';
import { html } from './html.ts';
import { page } from './page.ts';
import { nonceMark, referencePolicy } from './policy.ts';

export interface ReferencePage {
  name: string;
  contract: OpenApiDocument;
  /** The path of the script that holds what the page shows. */
  data: string;
  server: string | false;
  version: string | undefined;
  urlOf: UrlOf;
  /** What a link to a folder ends with: empty, or `index.html`. */
  home: string;
}

/** The page of one API: a bar of ours, and below it what Scalar makes of the contract. The scripts run in their order, once the page is there. */
export function referencePage({ name, contract, data, server, version, urlOf, home }: ReferencePage): string {
  const root = '../';
  const { title } = contract.info;
  return page({
    title: `${title} · API reference`,
    description: `Every operation of the ${title}, to read and to try.`,
    root,
    urlOf,
    version,
    // For hosts that set no header: one that knows a nonce sends the stricter policy, and then both hold.
    policy: referencePolicy("'unsafe-inline'", server),
    styles: ['style/reference.css'],
    head: html`<meta property="csp-nonce" content="${nonceMark}" />
      <script src="${root}${urlOf('browser/prepare.js')}" defer></script>
      <script src="${root}${urlOf('scalar.js')}" defer></script>
      <script src="${root}${data}" defer></script>
      <script src="${root}${urlOf('browser/reference.js')}" defer></script>`,
    body: html`<body>
      <header class="bar" data-scalar-scroll-header>
        <a class="home" href="${root}${home}"><img src="${root}${urlOf('style/icon.svg')}" alt="" width="24" height="24" /> All APIs</a>
        <nav aria-label="This contract"><a href="${root}${name}.json">JSON</a> <a href="${root}${name}.yaml">YAML</a></nav>
      </header>
      <div id="reference"><p class="wait">Opening the reference of the ${title}…</p></div>
      <noscript
        >The reference is drawn by a script from this server. Without it, read the contract: <a href="${root}${name}.yaml">YAML</a>,
        <a href="${root}${name}.json">JSON</a>.</noscript
      >
    </body>`,
  });
}
