import { CancelExtendedConsent } from './cancel-extended-consent/cancel-extended-consent.contract';
import { CancelExtendedConsentController } from './cancel-extended-consent/cancel-extended-consent.controller';
import { CheckConsent } from './check-consent/check-consent.contract';
import { CheckConsentController } from './check-consent/check-consent.controller';
import { DeleteExtendedConsent } from './delete-extended-consent/delete-extended-consent.contract';
import { DeleteExtendedConsentController } from './delete-extended-consent/delete-extended-consent.controller';
import { EndConsentByPatient } from './end-consent-by-patient/end-consent-by-patient.contract';
import { EndConsentByPatientController } from './end-consent-by-patient/end-consent-by-patient.controller';
import { GetAllExtendedConsentsForPatient } from './get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.contract';
import { GetAllExtendedConsentsForPatientController } from './get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.controller';
import { GetConsentsForCareProvider } from './get-consents-for-care-provider/get-consents-for-care-provider.contract';
import { GetConsentsForCareProviderController } from './get-consents-for-care-provider/get-consents-for-care-provider.controller';
import { GetConsentsForPatient } from './get-consents-for-patient/get-consents-for-patient.contract';
import { GetConsentsForPatientController } from './get-consents-for-patient/get-consents-for-patient.controller';
import { GetExtendedConsentsForPatient } from './get-extended-consents-for-patient/get-extended-consents-for-patient.contract';
import { GetExtendedConsentsForPatientController } from './get-extended-consents-for-patient/get-extended-consents-for-patient.controller';
import { RegisterExtendedConsent } from './register-extended-consent/register-extended-consent.contract';
import { RegisterExtendedConsentController } from './register-extended-consent/register-extended-consent.controller';

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
  CancelExtendedConsentController,
  DeleteExtendedConsentController,
  EndConsentByPatientController,
  GetConsentsForPatientController,
  GetExtendedConsentsForPatientController,
  GetAllExtendedConsentsForPatientController,
  GetConsentsForCareProviderController,
];
