import { relative } from 'node:path';
import { cases, createOracle, loadSpec, type Case, type Operation as SpecOperation, type Spec } from '@countersign/contract-kit';
import { apis, type ApiName, type SessionRoles } from '@countersign/contracts';
import { documents, type OpenApiDocument } from '@countersign/contracts/documents';
import type { Api, Contract, Operation, Place, Status, Try } from '../src/contract.ts';
import { formOf, secretsOf } from './form.ts';
import { createRequests, type Requests } from './requests.ts';
import { repeatsOf } from './states.ts';
import { readSummaries } from './summaries.ts';

/** What the page knows of the contracts, and the files that it quotes. All of it comes out of `specs/`. */
export async function readContract(root: string): Promise<{ contract: Contract; files: readonly string[] }> {
  const names = Object.keys(apis) as ApiName[];
  const specs = await Promise.all(names.map((name) => loadSpec(`${root}/specs/${name}/openapi.yaml`)));
  const files: string[] = [];
  const toPlace = ({ file, line }: { file: string; line: number }): Place => {
    if (!files.includes(file)) files.push(file);
    return [files.indexOf(file), line];
  };
  const requests = createRequests();
  const read = specs.map((spec, index) => toApi(names[index] as ApiName, spec, { specs, toPlace, requests }));
  const contract = {
    apis: read,
    befores: requests.befores,
    secrets: [...new Set(names.flatMap((name) => secretsOf(documents[name], sessionOf(name))))],
    files: files.map((file) => relative(root, file)),
  };
  return { contract, files };
}

interface Context {
  specs: readonly Spec[];
  toPlace(at: { file: string; line: number }): Place;
  requests: Requests;
}

function toApi(name: ApiName, spec: Spec, context: Context): Api {
  const examples = cases(spec, { others: context.specs, oracle: createOracle(spec.schemas) }).cases.filter(
    ({ kind }) => kind === 'example',
  );
  const session = sessionOf(name);
  const form = session && formOf(documents[name], session.begin.operation);
  return {
    name,
    title: spec.title,
    ...(form && { form }),
    operations: spec.operations.map((operation) =>
      toOperation(
        name,
        operation,
        examples.filter((example) => example.operation === operation),
        context,
      ),
    ),
  };
}

function sessionOf(name: ApiName): SessionRoles | undefined {
  return apis[name].session;
}

function toOperation(name: ApiName, operation: SpecOperation, examples: readonly Case[], context: Context): Operation {
  const summaries = readSummaries(documents[name], operation.id);
  const statuses = operation.responses.map((response): Status => {
    const own = examples.filter(({ expect }) => expect.statuses[0] === response.status);
    return {
      status: Number(response.status),
      says: summaries.responses[response.status] ?? '',
      at: context.toPlace(response.at),
      tries: own.map((example) => toTry(example, documents[name], summaries.examples, context)),
    };
  });
  const { id, method, path, at } = operation;
  const fields = apis[name].operations[id as never] as { fields?: readonly string[] };
  return { id, method, path, says: summaries.operation, takesBody: fields.fields !== undefined, at: context.toPlace(at), statuses };
}

function toTry(example: Case, document: OpenApiDocument, summaries: Readonly<Record<string, string>>, { toPlace, requests }: Context): Try {
  const { rule, at, given, operation, expect } = example;
  const asked = operation.body?.content.flatMap(({ examples }) => examples).find(({ name }) => name === rule);
  const repeats = given === undefined ? undefined : repeatsOf(given, example, document);
  const shared = {
    name: rule,
    title: summaries[rule] ?? toWords(rule),
    at: toPlace(at),
    requestAt: toPlace(asked?.at ?? operation.at),
    request: requests.toRequest(repeats?.request ?? example.request),
  };
  if (given === undefined) return shared;
  if (repeats) return { ...shared, repeat: repeats.times };
  return { ...shared, state: given, answer: expect.body?.value ?? null };
}

/** `wrongPassword` → `Wrong password`. */
function toWords(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
