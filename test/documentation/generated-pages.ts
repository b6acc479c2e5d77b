import { errorsPage, settings } from '#platform';
import { conformancePage } from './conformance-page';
import { table } from './markdown-table';

interface Setting {
  readonly desc?: string;
  readonly default?: string | number | boolean;
  readonly example?: string;
  readonly choices?: readonly unknown[];
}

const all = Object.entries(settings as Record<string, Setting>);

const describe = ({ desc, choices }: Setting): string =>
  choices ? `${desc} One of: ${choices.join(', ')}.` : `${desc}`;

const rows = all.map(([name, setting]) => {
  const value = setting.default === undefined ? 'unset' : `\`${String(setting.default)}\``;
  return [`\`${name}\``, value, describe(setting)];
});

const settingsPage = `# Settings

Settings are environment variables, or lines of a file \`.env\` in the folder where a process starts; [.env.example](../.env.example) lists them all. They are checked at start, and all faults are reported at once. \`npm start\` checks those of every part together. A warning names what \`.env\` sets that is not a setting.

Without \`CALLERS_FILE\`, callers are not authenticated, and the service listens on loopback only. [Who may call](callers.md) describes the register of callers.

${table(['Name', 'Default', 'Meaning'], rows)}

This page is generated from \`libs/platform/src/config\` by \`npm run docs:generate\`.
`;

const entries = all.map(([name, setting]) => {
  const value = setting.default === undefined ? setting.example : String(setting.default);
  return `# ${describe(setting)}\n#${name}=${value}\n`;
});

/** Every setting, commented out, with its default, or with an example where it has none. */
const environmentExample = [
  '# Copy this file to .env and remove the # from the settings that you change. A value is the default, or an example where there is none.\n',
  ...entries,
].join('\n');

/** Every file that is generated from the code, with its text. */
export const generatedPages: Readonly<Record<string, string>> = {
  'docs/errors.md': errorsPage(),
  'docs/settings.md': settingsPage,
  'docs/conformance.md': conformancePage,
  '.env.example': environmentExample,
};
