import type { OpenApiDocument } from '@countersign/contracts/documents';
import type { UrlOf } from './assets.ts';
import { html, type Html } from './html.ts';
import { operationsOf, serverPathOf, type Operation } from './operations.ts';
import { page } from './page.ts';
import { indexPolicy } from './policy.ts';
import type { Contracts } from './site.ts';

export interface IndexPage {
  contracts: Contracts;
  /** Where the operations can be tried, if anywhere. */
  server: string | false;
  version: string | undefined;
  urlOf: UrlOf;
  /** What a link to a folder ends with: empty, or `index.html`. */
  home: string;
}

/** The page that lists the APIs, with what each can do and where it is told. */
export function indexPage({ contracts, server, version, urlOf, home }: IndexPage): string {
  const apis = Object.entries(contracts);
  return page({
    title: 'API reference',
    description: 'Every API: what it does, its operations, and its contract.',
    root: '',
    urlOf,
    version,
    policy: indexPolicy,
    styles: ['style/index.css'],
    body: html`<body>
      <header class="top">
        <img src="${urlOf('style/icon.svg')}" alt="" width="40" height="40" />
        <div>
          <h1>API reference</h1>
          <p>What each API promises. ${server !== false && 'Every operation can be tried where it is described.'}</p>
        </div>
      </header>
      <main>${apis.map(([name, contract]) => card(name, contract, home))}</main>
    </body>`,
  });
}

function card(name: string, contract: OpenApiDocument, home: string): Html {
  const { title, version, summary } = contract.info as OpenApiDocument['info'] & { summary?: string };
  const url = `${name}/${home}`;
  return html`<section class="card" aria-labelledby="${name}">
    <div class="name">
      <h2 id="${name}"><a href="${url}">${title}</a></h2>
      <span class="version">${version}</span>
    </div>
    ${summary !== undefined && html`<p class="lead">${summary}</p> `}${descriptionOf(contract)}
    <ul class="operations" aria-label="Operations of ${title}">
      ${operationsOf(contract).map((operation) => row(url, serverPathOf(contract), operation))}
    </ul>
    <p class="links"><a href="${url}">Reference</a> <a href="${name}.json">JSON</a> <a href="${name}.yaml">YAML</a></p>
  </section> `;
}

function row(url: string, serverPath: string, operation: Operation): Html {
  const { method, path, summary, isSecured, isDeprecated } = operation;
  return html`<li>
    <a href="${url}#${anchorOf(operation)}"
      ><code class="method" data-method="${method}">${method}</code> <code class="path">${serverPath}${path}</code></a
    >
    <span class="what"
      >${summary}${isSecured && html` <span class="note">needs a token</span>`}${isDeprecated && html` <span class="note">deprecated</span>`}</span
    >
  </li> `;
}

/** As the script of the reference page names it. */
function anchorOf({ tag, id }: Operation): string {
  return tag === undefined ? id : `tag/${encodeURIComponent(tag)}/${id}`;
}

/** The first paragraph; what stands in backquotes is code. */
function descriptionOf({ info }: OpenApiDocument): Html {
  const { description = '' } = info as { description?: string };
  const [first = ''] = description.trim().split(/\n\s*\n/);
  return html`${first !== '' && html`<p>${first.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}</p>`}`;
}
