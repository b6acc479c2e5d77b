import { settings } from '#platform';

interface Setting {
  readonly desc?: string;
  readonly default?: string | number | boolean;
  readonly example?: string;
  readonly choices?: readonly unknown[];
}

const all = Object.entries(settings as Record<string, Setting>);

const describe = ({ desc, choices }: Setting): string =>
  choices ? `${desc} One of: ${choices.join(', ')}.` : `${desc}`;

/** The README's table of settings, a row per setting in the order of the source. */
export function settingsTable(): string[] {
  return all.map(([name, setting]) => {
    const value = setting.default === undefined ? 'unset' : `\`${String(setting.default)}\``;
    return `| \`${name}\` | ${value} | ${describe(setting)} |`;
  });
}

/** `.env.example`: every setting, commented out, with its default, or with an example where it has none. */
export function environmentExample(): string {
  const head =
    '# Copy to .env, and take the # from the settings that you change. The values are the defaults where there are any.\n';
  const entries = all.map(([name, setting]) => {
    const value = setting.default === undefined ? setting.example : String(setting.default);
    return `# ${describe(setting)}\n#${name}=${value}\n`;
  });
  return [head, ...entries].join('\n');
}
