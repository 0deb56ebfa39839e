import type { Expectation, Gap } from '../case.ts';
import type { SecurityRequirement, SecurityScheme } from '../spec/spec.ts';
import { accept, expectStatus, isDocumented } from './answers.ts';
import { deviate } from './before.ts';
import { carry, credentialOf, isKnown, present, type Credential } from './credential.ts';
import { hasHeader, withBody, type Draft } from './draft.ts';
import { contentTypeOf, encodeBody } from './encode.ts';
import { assemble } from './parameters.ts';
import { toGap, toSketch, type Sketch } from './sketch.ts';
import type { Target } from './target.ts';
import { wrongHeaders } from './token.ts';

/** Each alternative of `security` with its credentials, without them, and with wrong ones. */
export function* toCredentialCases(target: Target): Generator<Sketch | Gap> {
  const { operation } = target;
  const requirements = operation.security.filter(({ length }) => length > 0);
  if (requirements.length === 0) {
    if (showsCredentials(target)) yield toCase(target, operation.at, 'security', 'not-needed', bareDraft(target), admit(target));
    return;
  }
  if (requirements.length < operation.security.length)
    yield toCase(target, operation.at, 'security', 'anonymous', bareDraft(target), accept(target));
  else
    yield toCase(
      target,
      operation.at,
      'security',
      'missing',
      bareDraft(target),
      refuseCaller(
        target,
        requirements.flat().map(({ scheme }) => scheme),
      ),
    );
  for (const requirement of requirements) yield* toRequirementCases(target, requirement);
}

function* toRequirementCases(target: Target, requirement: SecurityRequirement): Generator<Sketch | Gap> {
  const { contract, operation } = target;
  const isOptional = operation.security.some(({ length }) => length === 0);
  const full = present(contract, operation, bareDraft(target), requirement);
  const name = requirement.map(({ scheme }) => scheme.key).join(' and ');
  if (isKnown(contract, operation, requirement)) {
    yield toCase(target, operation.at, name, 'valid', full, accept(target));
    yield* toSpellings(target, requirement, full);
  } else yield toGap(target, operation.at, name, 'pass', `no credentials for ${name} are known: the fixtures can give some`);
  for (const { scheme } of requirement) {
    if (scheme.kind === 'mutualTLS') yield toGap(target, scheme.at, scheme.key, 'fail', 'the kit has no certificates to show');
    else if (isOptional) yield toGap(target, scheme.at, scheme.key, 'fail', 'anybody may come in, so wrong credentials may be passed over');
    else yield* toWrongCases(target, requirement, scheme);
  }
}

/** The scheme's name may be written in any letter case (RFC 9110, 11.1). */
function* toSpellings(target: Target, requirement: SecurityRequirement, full: Draft): Generator<Sketch> {
  const [only] = requirement;
  const text = only && requirement.length === 1 ? full.headers[only.scheme.name] : undefined;
  if (!only || text === undefined || (only.scheme.kind !== 'bearer' && only.scheme.kind !== 'basic')) return;
  const { key, name, at } = only.scheme;
  const spellings = { capitals: (scheme: string) => scheme.toUpperCase(), 'lower-case': (scheme: string) => scheme.toLowerCase() };
  for (const [variant, spell] of Object.entries(spellings)) {
    const spelled: string = text.replace(/^\S+/, spell);
    if (spelled !== text)
      yield toCase(target, at, key, `scheme-in-${variant}`, { ...full, headers: { ...full.headers, [name]: spelled } }, accept(target));
  }
}

function* toWrongCases(target: Target, requirement: SecurityRequirement, scheme: SecurityScheme): Generator<Sketch> {
  const { contract, operation } = target;
  const refused = refuseCaller(target, [scheme]);
  const rest = present(contract, operation, bareDraft(target), requirement, scheme);
  if (requirement.length > 1) yield toCase(target, scheme.at, scheme.key, 'missing', rest, refused);
  const known = credentialOf(contract, operation, scheme);
  for (const [variant, credential] of wrongCredentials(scheme, known)) {
    const { madeUp: _madeUp, ...draft } = carry(rest, credential);
    yield toCase(target, scheme.at, scheme.key, variant, draft, refused);
  }
}

function wrongCredentials(scheme: SecurityScheme, known: Credential | undefined): [string, Credential][] {
  const before = known?.before && { before: known.before };
  const text = known?.text ?? 'Bearer contract-kit.made-up.token';
  if (scheme.kind === 'apiKey') {
    const elsewhere: SecurityScheme = { ...scheme, in: scheme.in === 'query' ? 'header' : 'query' };
    return [
      ...(scheme.in === 'cookie' ? [] : [['empty', { scheme, text: '' }] satisfies [string, Credential]]),
      ['garbage', { scheme, text: 'contract-kit-garbage' }],
      ...(known ? [['in-the-wrong-place', { ...known, scheme: elsewhere }] satisfies [string, Credential]] : []),
    ];
  }
  const headers = wrongHeaders(scheme, text).map(([variant, wrong]): [string, Credential] => [
    variant,
    { scheme, text: wrong, ...(wrong.includes('{$') && before) },
  ]);
  const inQuery: SecurityScheme = { ...scheme, in: 'query', name: 'access_token' };
  return [...headers, ['in-the-wrong-place', { scheme: inQuery, text: text.replace(/^\S+ /, ''), ...before }]];
}

/** 401, else 403; a scheme of HTTP tells how to do better (RFC 9110, 15.5.2). */
function refuseCaller(target: Target, schemes: readonly SecurityScheme[]): Expectation {
  const status = !isDocumented(target.operation, '401') && isDocumented(target.operation, '403') ? '403' : '401';
  const expect = expectStatus(target, status, '403');
  const isChallenged =
    expect.documented && status === '401' && schemes.every(({ kind }) => kind === 'bearer' || kind === 'basic' || kind === 'http');
  return isChallenged ? { ...expect, headers: { 'www-authenticate': null } } : expect;
}

function toCase(target: Target, at: Sketch['at'], where: string, variant: string, draft: Draft, expect: Expectation): Sketch {
  const side = expect.statuses.some((status) => /^[23]/.test(status)) ? 'pass' : 'fail';
  const title = `credentials of ${where}: ${variant.replaceAll('-', ' ')}`;
  return toSketch(target, { kind: 'credentials', at, where, rule: 'security', variant, side, title, draft, expect });
}

/** Whoever needs no credentials is not asked for them. */
function admit(target: Target): Expectation {
  const { statuses, ...expect } = accept(target);
  return { ...expect, statuses: statuses.filter((status) => status !== '401' && status !== '403') };
}

/** Its examples send what the contract does not ask for. */
function showsCredentials({ contract, pairs }: Target): boolean {
  const names = contract.spec.securitySchemes.flatMap((scheme) => (scheme.in === 'header' ? [scheme.name] : []));
  return pairs.some(({ status, deviation }) => status.startsWith('2') && names.some((name) => hasHeader(deviation.headers ?? {}, name)));
}

/** The usual request without credentials. */
function bareDraft({ contract, operation, parameters, base }: Target): Draft {
  const draft = assemble(operation, parameters.texts);
  if (!base) return draft;
  const filled = withBody(draft, encodeBody(base.media, base.value, contract.spec.schemas), contentTypeOf(base.media));
  const { headers: _headers, ...deviation } = base.deviation ?? {};
  return deviate(contract, filled, deviation) ?? filled;
}
