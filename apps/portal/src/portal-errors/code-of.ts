import type { FastifyError } from 'fastify';
import { RecordsRemoved } from '#audit';
import { StoreUnavailable } from '#event-store';
import { EncodedBody, UnknownHost, type ErrorCode } from '#platform';
import { RegisterUnavailable } from '#sign-on';
import { ConsentServiceDenied, ConsentServiceUnavailable } from '../consent-service';
import { PortalError } from './portal-error';

/** What Fastify refuses before anything is looked at, by its codes. */
const ofFramework: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'KJF-000155',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'KJF-000108',
};

/** Any failure as the error that it is shown as; an unexpected one is ours. */
export function portalErrorOf(error: unknown): PortalError {
  if (error instanceof PortalError) return error;
  return new PortalError(codeOf(error), { cause: error });
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof RecordsRemoved) return 'KJF-000168';
  if (error instanceof StoreUnavailable) return 'KJS-000002';
  if (error instanceof ConsentServiceUnavailable) return 'KJS-000004';
  if (error instanceof ConsentServiceDenied) return 'KJF-000022';
  if (error instanceof UnknownHost) return 'KJF-000110';
  if (error instanceof EncodedBody) return 'KJF-000112';
  return error instanceof RegisterUnavailable
    ? 'KJX-000004'
    : codeOfFramework(error as Partial<FastifyError>);
}

const codeOfFramework = ({ code = '', statusCode = 500 }: Partial<FastifyError>): ErrorCode =>
  ofFramework[code] ?? (statusCode < 500 ? 'KJF-000103' : 'KJS-000001');
