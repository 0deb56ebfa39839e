// What Scalar must find before it runs.
{
  const nonce = document.querySelector('meta[property=csp-nonce]')?.getAttribute('content') ?? '';
  // A style element that a script of this page makes is one of its own; one that arrives in a text is not, and stays without.
  const { createElement } = document;
  /** @type {(name: string, options?: ElementCreationOptions) => HTMLElement} */
  const create = (name, options) => {
    const element = createElement.call(document, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  Object.assign(document, { createElement: create });
  // Otherwise the library tries out whether it may evaluate a text, which the policy of the page refuses and reports.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
}
