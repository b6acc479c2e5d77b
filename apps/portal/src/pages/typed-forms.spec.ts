import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const templates = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.eta'),
);

/** What somebody types or chooses: fields of templates' own, and those that the shared parts have. */
const FIELD =
  /<textarea|<select|type="(?:text|date|radio|checkbox)"|\/parts\/(?:field|day|moment|radio|representative)'/;

const forms = templates
  .filter((file) => !file.startsWith('parts/'))
  .flatMap((file) => readFileSync(join(__dirname, file), 'utf8').match(/<form[^]*?<\/form>/g) ?? []);

const filledIn = forms.filter((form) => FIELD.test(form));

it('every form that somebody fills in is the one that a change of the language sends', () => {
  expect(filledIn.length).toBeGreaterThanOrEqual(10);
  expect(filledIn.filter((form) => !/^<form id="typed-form" /.test(form))).toEqual([]);
});
