import { posix } from 'node:path';
import { documents, type OpenApiDocument } from '@countersign/contracts/documents';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { widgets } from '../test/contract.ts';
import { createSite, nonceMark, type SiteFile, type SiteOptions } from './site.ts';

const library = Buffer.from('globalThis.Scalar = {}');
const contracts = { ...documents, widgets };

function make(options: SiteOptions = {}, of: Readonly<Record<string, OpenApiDocument>> = contracts) {
  const files = createSite(of, library, options);
  const text = (path: string) => files.find((file) => file.path === path)?.body.toString() ?? expect.fail(`no ${path}`);
  return { files, text, pages: files.filter(({ type }) => type.startsWith('text/html')) };
}

test('each API has its page and its contract, as JSON and as YAML, word for word', () => {
  const { files, text } = make();
  expect(files.filter(({ path }) => !path.startsWith('assets/')).map(({ path }) => path)).toStrictEqual([
    'index.html',
    ...Object.keys(contracts).flatMap((name) => [`${name}/index.html`, `${name}.json`, `${name}.yaml`]),
  ]);
  for (const [name, contract] of Object.entries(contracts)) {
    expect(JSON.parse(text(`${name}.json`)), name).toStrictEqual(contract);
    expect(load(text(`${name}.yaml`)), name).toStrictEqual(contract);
  }
});

test('the index names every API with its version, its words and its operations', () => {
  const index = make({}, { widgets }).text('index.html');
  for (const part of ['Widgets &amp; &lt;more&gt;', '2.3.4', '<p>Keeps <code>widgets</code>.\nAll of them.</p>', '/v2/enter', 'Stay'])
    expect(index).toContain(part);
  expect(index).not.toMatch(/And nothing else|<more>|elsewhere\.example/);
  expect(index).toContain('href="widgets/#tag/Doors%20%26%20keys/stay"');
  expect(index).toContain('href="widgets/#leave"');
  expect(index.match(/needs a token/g)).toHaveLength(1);
  expect(index.match(/deprecated/g)).toHaveLength(1);
});

test.each([{ isStatic: true }, { isStatic: false }])('every link leads to one of the files, relative to its page: %j', (options) => {
  const { files, pages } = make({ ...options, isLive: true });
  const paths = new Set(files.map(({ path }) => (options.isStatic ? path : path.replace(/(^|\/)index\.html$/, '$1'))));
  for (const { path, body } of pages) {
    const links = [...body.toString().matchAll(/(?:href|src|data-url)="([^"#]*)/g)].map(([, url = '']) => url);
    expect(links.length).toBeGreaterThan(5);
    for (const url of links) expect(paths, `${path}: ${url}`).toContain(posix.join(posix.dirname(path), url).replace(/^\.\/?$/, ''));
  }
});

test('nothing is inline and nothing comes from elsewhere', () => {
  for (const { body } of make({ isLive: true }).pages) {
    expect(body.toString()).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:|(?:src|href)="(?:\w+:|\/)/);
  }
});

const directives = ({ policy = '' }: Partial<SiteFile>) => policy.split('; ');

test('a page runs its own scripts only, and only a reference has styles of a library, by a nonce', () => {
  const [index, reference] = make({}, { widgets }).pages;
  expect(index?.policy).not.toMatch(/unsafe|nonce|data:|\*|https?:/);
  expect(directives(reference ?? {})).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'", `style-src-elem 'self' 'nonce-${nonceMark}'`]),
  );
  expect(reference?.policy).not.toMatch(/unsafe-eval|\*|https?:/);
  expect(reference?.body.toString().split(nonceMark)).toHaveLength(2);
});

test('the requests of "try it" may go to the server that was named, and to no other', () => {
  const { pages, files } = make({ server: 'https://api.example.com/base' }, { widgets });
  expect(directives(pages[1] ?? {})).toContain("connect-src 'self' https://api.example.com");
  expect(pages[1]?.body.toString()).toContain('connect-src &#39;self&#39; https://api.example.com"');
  expect(files.find(({ path }) => path.startsWith('assets/widgets-'))?.body.toString()).toContain('https://api.example.com/base');
});

test('what is kept for ever is named by its content', () => {
  const files = (of: OpenApiDocument) => make({}, { widgets: of }).files;
  const kept = (of: OpenApiDocument) => files(of).filter(({ isImmutable }) => isImmutable);
  expect(kept(widgets).every(({ path }) => /^assets\/[\w.-]+-[\w-]{10}\.\w+$/.test(path))).toBe(true);
  const changed = kept({ ...widgets, info: { title: 'Other', version: '3.0.0' } }).map(({ path }) => path);
  const gone = kept(widgets).filter(({ path }) => !changed.includes(path));
  expect(gone.map(({ path }) => path.replace(/-[\w-]{10}\./, '.'))).toStrictEqual(['assets/widgets.js']);
});

test('live pages know what they were made from; others have no version', () => {
  const live = make({ isLive: true }, { widgets });
  const version = live.text('version');
  for (const { body } of live.pages) expect(body.toString()).toContain(`data-version="${version}"`);
  const changed = make({ isLive: true }, { widgets: { ...widgets, info: { title: 'Other', version: '3.0.0' } } });
  expect(changed.text('version')).not.toBe(version);
  const { files, pages } = make({}, { widgets });
  expect(files.map(({ path }) => path)).not.toContain('version');
  expect(pages.some(({ body }) => body.toString().includes('live-'))).toBe(false);
});
