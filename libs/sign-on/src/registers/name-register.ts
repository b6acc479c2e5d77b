import { hsaKey, sameHsaId } from '#consent';
import { isOrganisations, type OrganisationsContent } from './file-registers';
import { RegisterClient, type RegisterClientOptions } from './register-client';
import { RegisterFile } from './register-file';
import { isNamed } from './shapes';

/** What organisations, units and employees are called. */
export interface NameRegister {
  /** @param hsaId of any of them. `null`: the register answered, and has no name for it. @throws RegisterUnavailable */
  nameOf(hsaId: string): Promise<string | null>;
}

/** Names from the register of organisations in a file. */
export function namesInFile(path: string): NameRegister {
  const file = new RegisterFile(path, isOrganisations);
  return { nameOf: async (hsaId) => nameIn(await file.content(), hsaId) };
}

function nameIn({ organisations, affiliations }: OrganisationsContent, hsaId: string): string | null {
  const named = [
    ...organisations.map(({ careProviderId, name }) => [careProviderId, name] as const),
    ...affiliations.map(({ careUnitId, careUnitName }) => [careUnitId, careUnitName] as const),
    ...affiliations.map(({ employeeId, employeeName }) => [employeeId, employeeName] as const),
  ];
  return named.find(([id, name]) => name !== undefined && sameHsaId(id, hsaId))?.[1] ?? null;
}

/**
 * Names from a register at an address: `POST names/find` with `{hsaId}`. A register that has no such question is asked by a client of
 * its own, so that its silence about names does not close it for questions about access.
 */
export function namesAt(url: string, options?: RegisterClientOptions): NameRegister & { close(): void } {
  const client = new RegisterClient(url, options);
  return {
    nameOf: async (hsaId) => {
      const found = await client.answer('names/find', { hsaId: hsaKey(hsaId) }, isNamed);
      return found && found.name;
    },
    close: () => client.close(),
  };
}
