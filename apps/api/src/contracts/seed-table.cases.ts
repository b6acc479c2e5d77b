import {
  CancelExtendedConsentDto,
  cancelExtendedConsentExample,
  CheckConsentDto,
  checkConsentExample,
  DeleteExtendedConsentDto,
  deleteExtendedConsentExample,
  type DtoClass,
  EndConsentByPatientDto,
  endConsentByPatientExample,
  GetAllExtendedConsentsForPatientDto,
  getAllExtendedConsentsForPatientExample,
  GetConsentsForCareProviderDto,
  getConsentsForCareProviderExample,
  GetConsentsForPatientDto,
  getConsentsForPatientExample,
  GetExtendedConsentsForPatientDto,
  getExtendedConsentsForPatientExample,
  RegisterExtendedConsentDto,
  registerExtendedConsentExample,
} from '#contracts';
import { cancelExtendedConsentCases } from './cancel-extended-consent/cancel-extended-consent.cases';
import { checkConsentCases } from './check-consent/check-consent.cases';
import { deleteExtendedConsentCases } from './delete-extended-consent/delete-extended-consent.cases';
import { endConsentByPatientCases } from './end-consent-by-patient/end-consent-by-patient.cases';
import { getAllExtendedConsentsForPatientCases } from './get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.cases';
import { getConsentsForCareProviderCases } from './get-consents-for-care-provider/get-consents-for-care-provider.cases';
import { getConsentsForPatientCases } from './get-consents-for-patient/get-consents-for-patient.cases';
import { getExtendedConsentsForPatientCases } from './get-extended-consents-for-patient/get-extended-consents-for-patient.cases';
import { registerExtendedConsentCases } from './register-extended-consent/register-extended-consent.cases';
import type { ContractCase } from './given';

/** A contract's request, an example of it that is good, and what every fault in it is answered with. */
export interface ContractTable {
  readonly contract: string;
  readonly dto: DtoClass;
  readonly example: object;
  readonly cases: readonly ContractCase[];
}

const table = (dto: DtoClass, example: object, cases: readonly ContractCase[]): ContractTable => ({
  contract: dto.name.replace(/Dto$/, ''),
  dto,
  example,
  cases,
});

/** The national service's table of response codes, contract by contract, with our own cases. Free of any door. */
export const seedTable: readonly ContractTable[] = [
  table(RegisterExtendedConsentDto, registerExtendedConsentExample, registerExtendedConsentCases),
  table(CancelExtendedConsentDto, cancelExtendedConsentExample, cancelExtendedConsentCases),
  table(DeleteExtendedConsentDto, deleteExtendedConsentExample, deleteExtendedConsentCases),
  table(CheckConsentDto, checkConsentExample, checkConsentCases),
  table(GetConsentsForPatientDto, getConsentsForPatientExample, getConsentsForPatientCases),
  table(
    GetExtendedConsentsForPatientDto,
    getExtendedConsentsForPatientExample,
    getExtendedConsentsForPatientCases,
  ),
  table(GetConsentsForCareProviderDto, getConsentsForCareProviderExample, getConsentsForCareProviderCases),
  table(
    GetAllExtendedConsentsForPatientDto,
    getAllExtendedConsentsForPatientExample,
    getAllExtendedConsentsForPatientCases,
  ),
  table(EndConsentByPatientDto, endConsentByPatientExample, endConsentByPatientCases),
];
