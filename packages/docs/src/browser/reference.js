/** @import { Reference } from '../reference.ts' */
/** @import { Call, Session } from '../session.ts' */

// Draws the reference, and carries what a sign-in hands out to the calls that want it.
{
  const page =
    /** @type {{ reference: Reference, Scalar: { createApiReference(at: string, options: object): { updateConfiguration(options: object): void } } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { contract, session, server, isLive, isShort } = page.reference;
  const storageKey = `tokens of ${location.pathname}`;
  /** @type {{ accessToken?: string | undefined, refreshToken?: string | undefined }} */
  let tokens = isLive ? JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') : {};

  /** Whether the request is this call, on whatever host and under whatever path the API is. @type {(request: Request, call: Call) => boolean} */
  const is = (request, { method, path }) => request.method === method && new URL(request.url).pathname.endsWith(path);

  /** What a JSON pointer leads to, if it is a text. @type {(value: any, pointer: string | undefined) => string | undefined} */
  const at = (value, pointer) => {
    const keys = pointer?.split('/').slice(1) ?? [];
    const found = keys.reduce((inner, key) => inner?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], value);
    return typeof found === 'string' ? found : undefined;
  };

  /** The request as the server wants it: the newest refresh token where the example only shows its place. @type {(request: Request, session: Session) => Promise<Request>} */
  const fill = async (request, { senders, placeholders }) => {
    const { refreshToken } = tokens;
    if (refreshToken === undefined || !senders.some((call) => is(request, call))) return request;
    const text = await request.clone().text();
    const filled = placeholders.reduce((body, each) => body.replaceAll(JSON.stringify(each), JSON.stringify(refreshToken)), text);
    return filled === text ? request : new Request(request, { method: request.method, body: filled });
  };

  /** @type {(request: Request, answer: Response, session: Session) => Promise<void>} */
  const keep = async (request, answer, { grants, end }) => {
    const grant = grants.find((call) => is(request, call));
    if (!answer.ok || (!grant && !(end && is(request, end)))) return;
    const body = grant ? await answer.clone().json() : {};
    tokens = { accessToken: at(body, grant?.accessToken), refreshToken: at(body, grant?.refreshToken) };
    if (isLive) sessionStorage.setItem(storageKey, JSON.stringify(tokens));
    shown.updateConfiguration(configuration());
  };

  /** @type {typeof fetch} */
  const carry = async (input, init) => {
    const request = new Request(input, init);
    if (!session) return fetch(request);
    const answer = await fetch(await fill(request, session));
    await keep(request, answer, session);
    return answer;
  };

  const fixed = {
    content: contract,
    // Where nothing can be tried, the code still has to name a host: one that nobody has (RFC 2606).
    baseServerURL: server === false ? 'https://server.example' : server || undefined,
    customFetch: carry,
    hideTestRequestButton: server === false,
    // Nothing of anybody else's: no fonts, no counting, no assistant, no hosted client.
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    showDeveloperTools: 'never',
    hideClientButton: true,
    theme: 'none',
    // The bar has the contract as it is, which this copy is not.
    documentDownloadType: 'none',
    modelsSectionLabel: 'Schemas',
    orderSchemaPropertiesBy: 'preserve',
    defaultOpenAllTags: isShort,
    localization: { translations: { operation: { testRequest: 'Try it' } } },
    // The index page links to these.
    /** @type {(tag: { name: string }) => string} */
    generateTagSlug: ({ name }) => name,
    /** @type {(operation: { operationId?: string, method: string, path: string }) => string} */
    generateOperationSlug: ({ operationId, method, path }) => operationId ?? method + path,
  };

  const configuration = () => ({
    ...fixed,
    ...(session && { authentication: { securitySchemes: { [session.scheme]: { token: tokens.accessToken ?? '' } } } }),
  });

  document.querySelector('#reference')?.replaceChildren();
  const shown = page.Scalar.createApiReference('#reference', configuration());
}
