/** What the page of the documentation is made with, as far as it is used here. */
interface Page {
  readonly React: {
    createElement(type: unknown, properties: object | null, ...children: unknown[]): unknown;
  };
  readonly getSystem: () => {
    specSelectors: { specJson(): { getIn(path: readonly string[]): Samples | undefined } };
  };
}

interface Samples {
  toJS(): readonly { readonly label: string; readonly source: string }[];
}

interface Properties {
  readonly path: string;
  readonly method: string;
}

type Component = (properties: Properties) => unknown;

/**
 * A plugin of Swagger UI that shows an operation's `x-codeSamples` before its answers, each to be opened. It runs in the browser: its text
 * is written into the page's script, so it must not use anything outside itself.
 */
export function showCodeSamples(): object {
  const wrapped =
    (Original: unknown, { React, getSystem }: Page): Component =>
    (properties) => {
      const { path, method } = properties;
      const samples = getSystem().specSelectors.specJson().getIn(['paths', path, method, 'x-codeSamples']);
      const shown = (samples?.toJS() ?? []).map(({ label, source }) =>
        React.createElement(
          'details',
          { key: label, className: 'opblock-section', style: { padding: '0 20px 8px' } },
          React.createElement('summary', null, `Example in ${label}`),
          React.createElement('pre', { tabIndex: 0, style: { overflow: 'auto' } }, source),
        ),
      );
      return React.createElement('div', null, ...shown, React.createElement(Original, properties));
    };
  return { wrapComponents: { responses: wrapped } };
}
