/** What the page of the documentation is made with, as far as it is used here. */
interface Page {
  readonly React: {
    createElement(type: unknown, properties: object | null, ...children: unknown[]): unknown;
  };
}

type Wrapped = (Original: unknown, page: Page) => (properties: object) => unknown;

interface Place {
  querySelector(selector: string): { setAttribute(name: string, value: string): void } | null;
}

/**
 * A plugin of Swagger UI that gives its elements what readers of a screen and users of a keyboard need: names, and focus where something
 * can be scrolled. It runs in the browser: its text is written into the page's script, so it must not use anything outside itself.
 */
export function nameElements(): object {
  /** The component has no property for the attribute, so it is set each time that the component is drawn. */
  const withAttribute =
    (selector: string, name: string, value: string): Wrapped =>
    (Original, { React }) =>
    (properties) => {
      const complete = (place: Place | null) => place?.querySelector(selector)?.setAttribute(name, value);
      const part = React.createElement(Original, properties);
      return React.createElement('div', { ref: (place: Place | null) => void complete(place) }, part);
    };
  return {
    wrapComponents: {
      ExamplesSelect: withAttribute('select', 'aria-label', 'Example'),
      HighlightCode: withAttribute('pre', 'tabindex', '0'),
      RequestBodyEditor: withAttribute('textarea', 'aria-label', 'Body of the request'),
      curl: withAttribute('pre', 'tabindex', '0'),
      responses: withAttribute('.responses-table[role]', 'role', 'table'),
    },
  };
}

/** The same for its structure: a landmark, a heading of every level, and no link within a button. It runs in the browser, too. */
export function completeStructure(): object {
  /** No key reaches a link within a button, and the button does the same. */
  const withoutLink: Wrapped =
    (_link, { React }) =>
    (properties) =>
      React.createElement('span', null, (properties as { readonly text: unknown }).text);

  const asLandmark: Wrapped =
    (Original, { React }) =>
    (properties) => {
      const part = React.createElement(Original, properties);
      return React.createElement('section', { 'aria-label': 'About the service' }, part);
    };

  const underHeading: Wrapped =
    (Original, { React }) =>
    (properties) => {
      const heading = React.createElement('h2', null, 'Requests');
      return React.createElement('div', null, heading, React.createElement(Original, properties));
    };
  return {
    wrapComponents: { DeepLink: withoutLink, InfoContainer: asLandmark, operations: underHeading },
  };
}
