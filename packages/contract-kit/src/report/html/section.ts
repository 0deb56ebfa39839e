import { markup, type Markup } from './markup.ts';

/** A part of the page with its heading, or what is said when it is empty. */
export function section(title: string, content: readonly Markup[], empty: string): Markup {
  const id = title.toLowerCase();
  return markup`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content.length > 0 ? content : markup`<p class="quiet">${empty}</p>`}
  </section>`;
}

/** A table that scrolls by itself on a narrow screen. */
export function table(label: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table>
      <caption class="vh">${label}</caption>
      <thead>
        <tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr>
      </thead>
      <tbody>${rows}</tbody>
    </table>
  </div>`;
}
