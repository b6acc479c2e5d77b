import type { Config, Tracing } from '#platform';
import {
  hprAt,
  hprInFile,
  organisationsAt,
  namesAt,
  namesInFile,
  organisationsInFile,
  type HprRegister,
  type NameRegister,
  type OrganisationRegister,
} from '#sign-on';

export interface OpenRegisters {
  readonly hpr: HprRegister;
  readonly organisations: OrganisationRegister;
  readonly names: NameRegister;
  /** Categories of health personnel that give access. */
  readonly categories: ReadonlySet<string>;
  close(): void;
}

/** The registers that the settings name: over HTTP where they have an address, else in files. */
export function openRegisters(config: Config, tracing?: Tracing): OpenRegisters {
  const { HPR_URL, HPR_FILE, ORGANISATIONS_URL, ORGANISATIONS_FILE, ACCESS_CATEGORIES } = config;
  const hpr = HPR_URL === undefined ? hprInFile(HPR_FILE) : hprAt(asFolder(HPR_URL), { tracing });
  const organisations =
    ORGANISATIONS_URL === undefined
      ? organisationsInFile(ORGANISATIONS_FILE)
      : organisationsAt(asFolder(ORGANISATIONS_URL), { tracing });
  const names =
    ORGANISATIONS_URL === undefined
      ? namesInFile(ORGANISATIONS_FILE)
      : namesAt(asFolder(ORGANISATIONS_URL), { tracing });
  const close = () => {
    for (const register of [hpr, organisations, names])
      if ('close' in register) (register.close as () => void)();
  };
  return { hpr, organisations, names, categories: new Set(ACCESS_CATEGORIES), close };
}

/** What is asked stands below the address, even if it does not end with a slash. */
const asFolder = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
