import type { SoapContract } from '../contract/soap-contract';
import { CancelExtendedConsent } from './cancel-extended-consent/cancel-extended-consent.contract';
import { CancelExtendedConsentController } from './cancel-extended-consent/cancel-extended-consent.controller';
import { cancelExtendedConsentSoap } from './cancel-extended-consent/cancel-extended-consent.soap';
import { CheckConsent } from './check-consent/check-consent.contract';
import { CheckConsentController } from './check-consent/check-consent.controller';
import { checkConsentSoap } from './check-consent/check-consent.soap';
import { DeleteExtendedConsent } from './delete-extended-consent/delete-extended-consent.contract';
import { DeleteExtendedConsentController } from './delete-extended-consent/delete-extended-consent.controller';
import { deleteExtendedConsentSoap } from './delete-extended-consent/delete-extended-consent.soap';
import { EndConsentByPatient } from './end-consent-by-patient/end-consent-by-patient.contract';
import { EndConsentByPatientController } from './end-consent-by-patient/end-consent-by-patient.controller';
import { endConsentByPatientSoap } from './end-consent-by-patient/end-consent-by-patient.soap';
import { GetAllExtendedConsentsForPatient } from './get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.contract';
import { GetAllExtendedConsentsForPatientController } from './get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.controller';
import { getAllExtendedConsentsForPatientSoap } from './get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.soap';
import { GetConsentsForCareProvider } from './get-consents-for-care-provider/get-consents-for-care-provider.contract';
import { GetConsentsForCareProviderController } from './get-consents-for-care-provider/get-consents-for-care-provider.controller';
import { getConsentsForCareProviderSoap } from './get-consents-for-care-provider/get-consents-for-care-provider.soap';
import { GetConsentsForPatient } from './get-consents-for-patient/get-consents-for-patient.contract';
import { GetConsentsForPatientController } from './get-consents-for-patient/get-consents-for-patient.controller';
import { getConsentsForPatientSoap } from './get-consents-for-patient/get-consents-for-patient.soap';
import { GetExtendedConsentsForPatient } from './get-extended-consents-for-patient/get-extended-consents-for-patient.contract';
import { GetExtendedConsentsForPatientController } from './get-extended-consents-for-patient/get-extended-consents-for-patient.controller';
import { getExtendedConsentsForPatientSoap } from './get-extended-consents-for-patient/get-extended-consents-for-patient.soap';
import { RegisterExtendedConsent } from './register-extended-consent/register-extended-consent.contract';
import { RegisterExtendedConsentController } from './register-extended-consent/register-extended-consent.controller';
import { registerExtendedConsentSoap } from './register-extended-consent/register-extended-consent.soap';

/** Every contract that the service answers. */
export const contracts = [
  RegisterExtendedConsent,
  CancelExtendedConsent,
  DeleteExtendedConsent,
  CheckConsent,
  GetConsentsForPatient,
  GetExtendedConsentsForPatient,
  GetConsentsForCareProvider,
  GetAllExtendedConsentsForPatient,
  EndConsentByPatient,
];

/** Their JSON doors, in the order in which the documentation shows them. */
export const controllers = [
  RegisterExtendedConsentController,
  CheckConsentController,
  GetConsentsForPatientController,
  GetExtendedConsentsForPatientController,
  GetAllExtendedConsentsForPatientController,
  GetConsentsForCareProviderController,
  EndConsentByPatientController,
  CancelExtendedConsentController,
  DeleteExtendedConsentController,
];

/** Their SOAP doors. */
export const soapContracts: readonly SoapContract[] = [
  registerExtendedConsentSoap,
  cancelExtendedConsentSoap,
  deleteExtendedConsentSoap,
  checkConsentSoap,
  getConsentsForPatientSoap,
  getExtendedConsentsForPatientSoap,
  getConsentsForCareProviderSoap,
  getAllExtendedConsentsForPatientSoap,
  endConsentByPatientSoap,
];
