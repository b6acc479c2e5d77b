import { samePerson, type PersonIdentity } from '#consent';
import { RegisterServer } from './register-server';
import {
  sampleAffiliations,
  sampleOrganisations,
  samplePersonnel,
  type Affiliated,
  type InHpr,
} from './sample-people';

type Body = Readonly<Record<string, string>>;

const personOf = ({ root, extension }: Body): PersonIdentity => ({ root: root!, extension: extension! });

/** Both registers over HTTP, with the content of samples/registers, which changes as a test goes on. */
export class SampleRegisters {
  personnel: readonly InHpr[] = samplePersonnel;
  affiliations: readonly Affiliated[] = sampleAffiliations;
  /** Names that units have instead, by HSA-id. */
  unitNames: Readonly<Record<string, string>> = {};

  private constructor(
    readonly hpr: RegisterServer,
    readonly organisations: RegisterServer,
  ) {}

  static async start(): Promise<SampleRegisters> {
    const hpr = await RegisterServer.start({ 'persons/find': (body) => registers.findPersonnel(body) });
    const organisations = await RegisterServer.start({
      'organisations/find': ({ number }) => sampleOrganisations.find((one) => one.number === number) ?? null,
      'affiliations/find': (body) => registers.affiliationsOf(personOf(body)),
      'names/find': ({ hsaId }) => registers.nameOf(hsaId!),
    });
    const registers = new SampleRegisters(hpr, organisations);
    return registers;
  }

  /** As they were at the beginning. */
  repair(): void {
    this.personnel = samplePersonnel;
    this.affiliations = sampleAffiliations;
    this.unitNames = {};
    this.hpr.condition = 'in order';
    this.organisations.condition = 'in order';
  }

  async close(): Promise<void> {
    await Promise.all([this.hpr.close(), this.organisations.close()]);
  }

  private findPersonnel(body: Body): InHpr | null {
    return this.personnel.find(({ id }) => samePerson(id, personOf(body))) ?? null;
  }

  private nameOf(hsaId: string): { readonly name: string } | null {
    const unit = sampleAffiliations.find(({ careUnitId }) => careUnitId === hsaId)?.careUnitName;
    const employee = sampleAffiliations.find(({ employeeId }) => employeeId === hsaId)?.employeeName;
    const name = this.unitNames[hsaId] ?? unit ?? employee;
    return name === undefined ? null : { name };
  }

  private affiliationsOf(wanted: PersonIdentity): Affiliated[] {
    return this.affiliations
      .filter(({ person }) => samePerson(person, wanted))
      .map((one) => ({ ...one, careUnitName: this.unitNames[one.careUnitId] ?? one.careUnitName }));
  }
}
