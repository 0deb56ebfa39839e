import { sample } from '../values/sample.ts';
import type { Operation, Parameter } from '../spec/spec.ts';
import { fits, type Contract } from './contract.ts';
import { type Draft, withCookie, withHeaders } from './draft.ts';
import { serialize } from './style.ts';

/** The texts of the parameters that a request sends. */
export type Texts = ReadonlyMap<Parameter, readonly string[]>;

export interface Chosen {
  texts: Texts;
  values: ReadonlyMap<Parameter, unknown>;
  /** Values that no fixture and no example gave: there may be nothing that is called so. */
  isInvented: boolean;
  /** Required ones that no value was found for. */
  missing: readonly Parameter[];
}

/** A value for each required parameter, and for those that the fixtures name. */
export function chooseParameters(contract: Contract, operation: Operation): Chosen {
  const texts = new Map<Parameter, readonly string[]>();
  const values = new Map<Parameter, unknown>();
  const missing: Parameter[] = [];
  let isInvented = false;
  for (const parameter of operation.parameters) {
    const given = givenValue(contract, operation, parameter);
    if (given === undefined && !parameter.required && parameter.in !== 'path') continue;
    const candidates = [...(given ?? []), ...shownValues(contract, parameter)];
    const shown = candidates.find((value) => serialize(parameter, value) !== undefined);
    const value = shown ?? invent(contract, parameter);
    const text = value === undefined ? undefined : serialize(parameter, value);
    if (text) {
      texts.set(parameter, text);
      values.set(parameter, value);
    } else missing.push(parameter);
    isInvented ||= shown === undefined;
  }
  return { texts, values, isInvented, missing };
}

function givenValue({ fixtures }: Contract, { id }: Operation, { name }: Parameter): unknown[] | undefined {
  const found = [fixtures.values[id], fixtures.values['*']].find((values) => values !== undefined && Object.hasOwn(values, name));
  return found && [found[name]];
}

/** The examples beside a parameter and beside its schema, as far as they fit it. */
export function shownValues(contract: Contract, { examples, schema }: Parameter): unknown[] {
  const { schemas } = contract.spec;
  const target = schemas.deref(schema);
  const beside = typeof target === 'object' ? schemas.examplesOf(target) : [];
  return [...examples.map(({ value }) => value), ...beside].filter((value) => fits(contract, schema, value));
}

function invent(contract: Contract, parameter: Parameter): unknown {
  const { spec, oracle } = contract;
  const isText = parameter.mediaType === undefined;
  const built = sample(parameter.schema, { schemas: spec.schemas, oracle, ...(isText && { text: true }) });
  if ('value' in built && serialize(parameter, built.value) !== undefined) return built.value;
  return ['1', 'kit', 'a'].find((text) => fits(contract, parameter.schema, text));
}

/** A request with these parameters and nothing else. A path parameter without a text is called `kit`. */
export function assemble(operation: Operation, texts: Texts): Draft {
  let path = operation.path;
  let draft: Draft = { method: operation.method, path, query: [], headers: {}, body: undefined };
  for (const [parameter, written] of texts) {
    const [first = ''] = written;
    if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => first);
    else if (parameter.in === 'query') draft = { ...draft, query: [...draft.query, ...written] };
    else if (parameter.in === 'header') draft = withHeaders(draft, { [parameter.name]: first });
    else for (const cookie of written) draft = withCookie(draft, cookie);
  }
  return { ...draft, path: path.replaceAll(/\{[^{}]*\}/g, 'kit') || '/' };
}
