import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fail, fault, makeReport, mask } from '../report.testing.ts';
import { toHtml } from './page.ts';
import { palette } from './style.ts';

const report = makeReport();
const text = Array.from({ length: 60 }, (_, index) => `line ${index + 1}`).join('\n');
const sources = [{ file: report.spec.file, text }];
const page = toHtml(report, { mask, sources });

/** Every tag with its attributes. Throws for anything that is no tag and no text. */
function tagsOf(html: string): { name: string; attributes: string }[] {
  const bare = html.replace(/<style>.*?<\/style>/s, '<style></style>').replace(/<script>.*?<\/script>/s, '<script></script>');
  return [...bare.matchAll(/<([!/]?[a-z][a-z\d]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/g)].map(([, name = '', attributes = '']) => ({
    name,
    attributes,
  }));
}

describe('on its own', () => {
  it('asks nobody for anything', () => {
    const names = new Set(tagsOf(page).map(({ name }) => name));
    for (const name of ['link', 'img', 'iframe', 'object', 'base', 'video', 'source']) expect(names).not.toContain(name);
    for (const { attributes } of tagsOf(page)) expect(attributes).not.toMatch(/\s(src|style|on[a-z]+|action)=/);
    expect(
      [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href).filter((href) => !/^(#|\.\/|file:\/\/\/)/.test(href)),
    ).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|https?:\/\/(?!127\.0\.0\.1|h\/)/);
  });

  it('allows its own style and script by their digest, and nothing else', () => {
    const [policy = ''] = /(?<=Content-Security-Policy" content=")[^"]*/.exec(page) ?? [];
    const digest = (tag: string) =>
      createHash('sha256')
        .update(new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page)?.[1] ?? '')
        .digest('base64');
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${digest('style')}'; script-src 'sha256-${digest('script')}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('is small', () => {
    expect(page).toMatch(/^<!doctype html><html lang="en"><head><meta/);
    const empty = toHtml(makeReport({ results: [] }), { mask });
    expect(Buffer.byteLength(empty)).toBeLessThan(30_000);
  });
});

describe('what others wrote', () => {
  const nasty = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const bad = { ...fault, message: nasty, actual: nasty, rule: nasty, at: { ...fault.at, file: `/x/${nasty}` } };
  const spec = { ...report.spec, title: nasty, version: nasty, file: `/${nasty}` };
  const nastyPage = toHtml(makeReport({ spec, results: [fail(nasty, [bad])], baseUrl: nasty }), {
    mask,
    sources: [{ file: `/${nasty}`, text: nasty }],
  });

  it('is never markup', () => {
    const count = (of: string, name: string) => tagsOf(of).filter((tag) => tag.name === name).length;
    expect([count(nastyPage, 'script'), count(nastyPage, 'img')]).toEqual([1, 0]);
    expect(nastyPage).not.toContain('<img');
    expect(nastyPage.match(/<\/?script/g)).toEqual(['<script', '</script']);
    expect(nastyPage).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
  });

  it('is shown as it is, spaces and lines as well', () => {
    const spaced = { ...fault, actual: '  a\n\n    b' };
    expect(toHtml(makeReport({ results: [fail('s', [spaced])] }), { mask })).toContain('<code>  a\n\n    b</code>');
  });
});

describe('links', () => {
  it('lead to the line within the page, and to the file', () => {
    const { line } = fault.at;
    expect(page).toContain(
      `<a class="mono" href="#f0L${line}">/contracts/notes.yaml:${line}</a> <a href="file:///contracts/notes.yaml#L${line}"`,
    );
    expect(page).toContain(`<li id="f0L${line}"><span aria-hidden="true">${line}</span>line ${line}</li>`);
  });

  it('all have a target', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  it('lead into a long file around the lines that matter', () => {
    const long = toHtml(report, { mask, sources: [{ file: report.spec.file, text: 'x\n'.repeat(20_000) }] });
    expect(long).toContain(`<li id="f0L${fault.at.line}">`);
    expect(long).not.toContain('<li id="f0L10000">');
  });
});

describe('for everybody', () => {
  it('names its regions, tables and inputs', () => {
    const tags = tagsOf(page);
    expect(tags.filter(({ name, attributes }) => name === 'th' && !attributes.includes('scope='))).toEqual([]);
    expect(page.match(/<table>/g)?.length).toBe(page.match(/<table><caption/g)?.length);
    expect(page.match(/<(input|select)/g)?.length).toBe(page.match(/<label[^>]*>\w+ <(input|select)/g)?.length);
    expect(page).toContain('<html lang="en">');
  });

  it.each([0, 1] as const)('has enough contrast in scheme %d', (scheme) => {
    const names = ['text', 'quiet', 'accent', 'good', 'bad', 'warn'] as const;
    for (const name of names)
      for (const ground of ['ground', 'raised'] as const)
        expect(contrast(palette[name][scheme], palette[ground][scheme])).toBeGreaterThan(4.5);
  });
});

/** WCAG 2.2, relative luminance. */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const channels = [1, 3, 5].map((index) => Number.parseInt(color.slice(index, index + 2), 16) / 255);
    const [red = 0, green = 0, blue = 0] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}
