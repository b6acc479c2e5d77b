import { AsOfDto, AsOfResponse } from './audit/as-of.dto';
import { DecisionsDto, DecisionsResponse } from './audit/decisions.dto';
import {
  CancelExtendedConsentDto,
  CancelExtendedConsentResponse,
  CheckConsentDto,
  CheckConsentResponse,
  CheckConsentsDto,
  CheckConsentsResponse,
  CreateWebhookDto,
  CreateWebhookResponse,
  DeleteExtendedConsentDto,
  DeleteExtendedConsentResponse,
  EndConsentByPatientDto,
  EndConsentByPatientResponse,
  GetAllExtendedConsentsForPatientDto,
  GetAllExtendedConsentsForPatientResponse,
  GetConsentChangesDto,
  GetConsentChangesResponse,
  GetConsentSnapshotDto,
  GetConsentSnapshotResponse,
  GetConsentsForCareProviderDto,
  GetConsentsForCareProviderResponse,
  GetConsentsForPatientDto,
  GetConsentsForPatientResponse,
  GetExtendedConsentsForPatientDto,
  GetExtendedConsentsForPatientResponse,
  GetWebhooksDto,
  GetWebhooksResponse,
  RedeliverWebhookMessagesDto,
  RedeliverWebhookMessagesResponse,
  RegisterExtendedConsentDto,
  RegisterExtendedConsentResponse,
  RemoveWebhookDto,
  RemoveWebhookResponse,
  RotateWebhookSecretDto,
  RotateWebhookSecretResponse,
} from './consents';
import type { DtoClass } from './validation';

/** The messages of a contract, and the address at which it is called. */
interface ContractMessages {
  /** The address at the JSON door, below `/v2/`. */
  readonly path: string;
  readonly request: DtoClass;
  readonly response: DtoClass;
}

/** The national service's contracts, this service's own, and the auditors' questions that are asked in the same way, by name. */
export const messagesOf = {
  RegisterExtendedConsent: {
    path: 'register-extended-consent',
    request: RegisterExtendedConsentDto,
    response: RegisterExtendedConsentResponse,
  },
  CheckConsent: {
    path: 'check-consent',
    request: CheckConsentDto,
    response: CheckConsentResponse,
  },
  CheckConsents: {
    path: 'check-consents',
    request: CheckConsentsDto,
    response: CheckConsentsResponse,
  },
  GetConsentsForPatient: {
    path: 'get-consents-for-patient',
    request: GetConsentsForPatientDto,
    response: GetConsentsForPatientResponse,
  },
  GetExtendedConsentsForPatient: {
    path: 'get-extended-consents-for-patient',
    request: GetExtendedConsentsForPatientDto,
    response: GetExtendedConsentsForPatientResponse,
  },
  GetAllExtendedConsentsForPatient: {
    path: 'get-all-extended-consents-for-patient',
    request: GetAllExtendedConsentsForPatientDto,
    response: GetAllExtendedConsentsForPatientResponse,
  },
  GetConsentsForCareProvider: {
    path: 'get-consents-for-care-provider',
    request: GetConsentsForCareProviderDto,
    response: GetConsentsForCareProviderResponse,
  },
  GetConsentChanges: {
    path: 'get-consent-changes',
    request: GetConsentChangesDto,
    response: GetConsentChangesResponse,
  },
  GetConsentSnapshot: {
    path: 'get-consent-snapshot',
    request: GetConsentSnapshotDto,
    response: GetConsentSnapshotResponse,
  },
  CreateWebhook: {
    path: 'create-webhook',
    request: CreateWebhookDto,
    response: CreateWebhookResponse,
  },
  GetWebhooks: { path: 'get-webhooks', request: GetWebhooksDto, response: GetWebhooksResponse },
  RotateWebhookSecret: {
    path: 'rotate-webhook-secret',
    request: RotateWebhookSecretDto,
    response: RotateWebhookSecretResponse,
  },
  RedeliverWebhookMessages: {
    path: 'redeliver-webhook-messages',
    request: RedeliverWebhookMessagesDto,
    response: RedeliverWebhookMessagesResponse,
  },
  RemoveWebhook: { path: 'remove-webhook', request: RemoveWebhookDto, response: RemoveWebhookResponse },
  EndConsentByPatient: {
    path: 'end-consent-by-patient',
    request: EndConsentByPatientDto,
    response: EndConsentByPatientResponse,
  },
  CancelExtendedConsent: {
    path: 'cancel-extended-consent',
    request: CancelExtendedConsentDto,
    response: CancelExtendedConsentResponse,
  },
  DeleteExtendedConsent: {
    path: 'delete-extended-consent',
    request: DeleteExtendedConsentDto,
    response: DeleteExtendedConsentResponse,
  },
  AsOf: { path: 'as-of', request: AsOfDto, response: AsOfResponse },
  Decisions: { path: 'decisions', request: DecisionsDto, response: DecisionsResponse },
} as const satisfies Readonly<Record<string, ContractMessages>>;

type Messages = typeof messagesOf;

/** The name of a contract. */
export type ContractName = keyof Messages;

/** What a contract is sent. */
export type ContractRequest<Name extends ContractName> = InstanceType<Messages[Name]['request']>;

/** What a contract answers. */
export type ContractResponse<Name extends ContractName> = InstanceType<Messages[Name]['response']>;

/** The address of a contract at the JSON door, below `/v2/`. */
export type ContractPath = Messages[ContractName]['path'];

type At<Path extends ContractPath> = Extract<Messages[ContractName], { readonly path: Path }>;

/** What a program sends to an address of the JSON door. */
export type RequestAt<Path extends ContractPath> = InstanceType<At<Path>['request']>;

/** What a program reads from an address of the JSON door. */
export type ResponseAt<Path extends ContractPath> = InstanceType<At<Path>['response']>;
