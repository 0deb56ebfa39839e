import { readFile } from 'node:fs/promises';
import type { Answer, Exchange, NoAnswer, SentRequest } from '../exchange.ts';
import { parseDocument } from '../spec/document.ts';
import { SpecError, type Location } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import { createReader, type Reader } from './reader.ts';

/**
 * Reads an HTTP archive, HAR 1.2, as browsers and proxies write it. Throws a `SpecError` that names file and line: not there, not JSON, not an archive.
 */
export async function readHar(file: string): Promise<Exchange[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SpecError('no such file', at(file, 1, 1));
  });
  return parseHar(file, text);
}

/** The same for a text. */
export function parseHar(file: string, text: string): Exchange[] {
  const value = parseJson(file, text);
  // Where something stands is worth finding out only when it is wrong.
  const reader = createReader(value, (pointer) => parseDocument(file, text).locate(pointer));
  return reader.list('/log/entries').map((pointer) => readEntry(reader, pointer));
}

function readEntry(reader: Reader, pointer: string): Exchange {
  const startedAt = Date.parse(reader.text(child(pointer, 'startedDateTime')));
  if (Number.isNaN(startedAt)) reader.refuse(child(pointer, 'startedDateTime'), 'a date is expected');
  return {
    request: readRequest(reader, child(pointer, 'request')),
    answer: readAnswer(reader, child(pointer, 'response')),
    startedAt,
    duration: reader.optionalNumber(child(pointer, 'time')) ?? 0,
  };
}

function readRequest(reader: Reader, pointer: string): SentRequest {
  const url = reader.text(child(pointer, 'url'));
  if (!URL.canParse(url)) reader.refuse(child(pointer, 'url'), 'a URL is expected');
  const post = child(pointer, 'postData');
  const encoding = reader.optionalText(child(post, '_encoding')) ?? reader.optionalText(child(post, 'encoding'));
  const text = reader.optionalText(child(post, 'text'));
  const method = reader.text(child(pointer, 'method')).toUpperCase();
  return { method, url, headers: readHeaders(reader, pointer), body: text === undefined ? undefined : toBytes(text, encoding) };
}

/** Browsers write the status 0 for a request that was not answered. */
function readAnswer(reader: Reader, pointer: string): Answer | NoAnswer {
  const status = reader.number(child(pointer, 'status'));
  if (status === 0) return { kind: 'closed', message: reader.optionalText(child(pointer, '_error')) ?? 'not answered' };
  const content = child(pointer, 'content');
  const text = reader.optionalText(child(content, 'text')) ?? '';
  return { status, headers: readHeaders(reader, pointer), body: toBytes(text, reader.optionalText(child(content, 'encoding'))) };
}

/** Those of HTTP/2 that begin with a colon are no headers. */
function readHeaders(reader: Reader, pointer: string): [string, string][] {
  const headers = reader.list(child(pointer, 'headers'));
  const all = headers.map((header): [string, string] => [reader.text(child(header, 'name')), reader.text(child(header, 'value'))]);
  return all.filter(([name]) => !name.startsWith(':'));
}

function toBytes(text: string, encoding: string | undefined): Uint8Array {
  return encoding === 'base64' ? Buffer.from(text, 'base64') : new TextEncoder().encode(text);
}

/** The engine's message quotes the text, which may hold a secret: only its place is kept. */
function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    const [, line = '1', column = '1'] = /line (\d+) column (\d+)/.exec((error as Error).message) ?? [];
    throw new SpecError('not JSON, so not an HTTP archive', at(file, Number(line), Number(column)));
  }
}

function at(file: string, line: number, column: number): Location {
  return { file, line, column, pointer: '' };
}
