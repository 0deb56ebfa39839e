import { isDeepStrictEqual } from 'node:util';
import { contentTypeOf, formOf } from '../cases/encode.ts';
import { get, locate, type Node } from '../spec/graph.ts';
import { SpecError, type Location } from '../spec/location.ts';
import type { MediaType, Operation } from '../spec/spec.ts';
import type { Values } from './expression.ts';
import type { StepBody } from './flow.ts';
import { allowKeys, itemsOf, optionalText, textOf } from './keys.ts';
import type { Place } from './names.ts';
import { readTemplate } from './template.ts';

/**
 * The body that a step sends. With `x-example: name` it must be, with the inputs' defaults filled in, the example of that name of the operation:
 * so that a story cannot go on with credentials that the contract has since replaced. Throws a `SpecError`.
 */
export function readBody(step: Node, operation: Operation, { place, defaults }: { place: Place; defaults: Values }): StepBody | undefined {
  const node = get(step, 'requestBody');
  if (node.value === undefined) return undefined;
  allowKeys(node, 'contentType', 'payload', 'replacements');
  if (!operation.body) throw new SpecError(`${operation.id} takes no body`, locate(node));
  const contentType = optionalText(node, 'contentType');
  const media = mediaOf(operation.body.content, contentType, locate(node));
  const payload = get(node, 'payload');
  if (typeof payload.value === 'object' && payload.value !== null && formOf(media.mediaType) === undefined)
    throw new SpecError(`a body of ${media.mediaType} must be written as a text`, locate(payload));
  const body: StepBody = {
    media,
    contentType: contentType ?? contentTypeOf(media),
    payload: payload.value === undefined ? undefined : readTemplate(payload, place),
    replacements: itemsOf(node, 'replacements').map((replacement) => readReplacement(replacement, place)),
    at: locate(node),
  };
  assertExample(node, operation, body, defaults);
  return body;
}

/** What the contract says of this type of body; JSON, or the first that it knows, where the story names none. */
function mediaOf(content: readonly MediaType[], contentType: string | undefined, at: Location): MediaType {
  const essence = contentType?.split(';')[0]?.trim().toLowerCase();
  const known =
    essence === undefined
      ? content.find(({ mediaType }) => formOf(mediaType) === 'json')
      : content.find(({ mediaType }) => mediaType.startsWith(essence));
  const unknown = { mediaType: essence ?? 'application/json', schema: undefined, examples: [], encoding: {}, at };
  return known ?? (essence === undefined ? content[0] : undefined) ?? unknown;
}

function readReplacement(node: Node, place: Place): StepBody['replacements'][number] {
  allowKeys(node, 'target', 'value');
  const target = textOf(node, 'target');
  if (!target.startsWith('/')) throw new SpecError('a replacement names its target by a JSON pointer', locate(get(node, 'target')));
  return { target, value: readTemplate(get(node, 'value'), place), at: locate(node) };
}

function assertExample(node: Node, operation: Operation, { payload }: StepBody, defaults: Values): void {
  const name = optionalText(node, 'x-example');
  if (name === undefined) return;
  const at = locate(get(node, 'x-example'));
  const example = operation.body?.content.flatMap(({ examples }) => examples).find((candidate) => candidate.name === name);
  if (!example) throw new SpecError(`${operation.id} has no request example ${name}`, at);
  const filled = payload?.({ inputs: defaults, steps: new Map(), workflows: new Map(), servers: new Map() });
  if (!isDeepStrictEqual(filled, example.value)) throw new SpecError(`the payload is not the example ${name} of ${operation.id}`, at);
}
