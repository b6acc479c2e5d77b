import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HistoryResponse } from '#contracts';
import { documented } from '../../doors/json/documented';

/** How the page of the documentation shows it. */
export const HistoryDocumentation = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Audit'),
    ApiOperation({ summary: 'Everything that has happened to one consent. (Needs the right audit.)' }),
    ApiParam({
      name: 'assertionId',
      schema: { type: 'string', format: 'uuid' },
      description: 'The id of the consent.',
    }),
    ApiResponse({ status: 200, description: 'Its history.', type: documented(HistoryResponse) }),
    ApiResponse({ status: 403, description: 'The problem right-missing.' }),
    ApiResponse({ status: 404, description: 'The problem unknown-consent.' }),
    ApiResponse({ status: 503, description: 'A technical failure, as problem+json. Nothing was answered.' }),
  );
