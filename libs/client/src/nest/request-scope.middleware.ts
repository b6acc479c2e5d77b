import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import { inRequest } from '../calls/request-scope';
import { CONSENT_CLIENT_OPTIONS, type ConsentClientModuleOptions } from './module-options';

const CORRELATION_ID = /^[\x21-\x7e]{1,128}$/;

/** Runs the rest of each request in its own scope, so that all its calls belong together. */
@Injectable()
export class RequestScopeMiddleware implements NestMiddleware {
  constructor(@Inject(CONSENT_CLIENT_OPTIONS) private readonly options: ConsentClientModuleOptions) {}

  use({ headers }: { readonly headers: IncomingHttpHeaders }, _response: unknown, next: () => void): void {
    const correlationId = textIn(headers, 'x-skltp-correlation-id');
    const originalConsumer = textIn(headers, 'x-rivta-original-serviceconsumer-hsaid');
    const isUsable = correlationId !== undefined && CORRELATION_ID.test(correlationId);
    inRequest(
      {
        correlationId: isUsable ? correlationId : undefined,
        ...(this.options.passOnOriginalConsumer && originalConsumer && { originalConsumer }),
      },
      next,
    );
  }
}

function textIn(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
