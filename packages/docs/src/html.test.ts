import { expect, test } from 'vitest';
import { html } from './html.ts';

test('what is put in is text, in an element and in an attribute; what came out of a template is not touched again', () => {
  const attack = `"><script>alert('1')</script>&amp;`;
  const { html: text } = html`<p title="${attack}">${attack} ${html`<b>${'<'}</b>`}${[html`<i>1</i>`, html`<i>2</i>`]}</p>`;
  const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;';
  expect(text).toBe(`<p title="${escaped}">${escaped} <b>&lt;</b><i>1</i><i>2</i></p>`);
});

test('what is not there is nothing, and zero is something', () => {
  expect(html`${undefined}${false}${0}`.html).toBe('0');
});
