import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { HistoryResponse } from '#contracts';
import { describedResponses } from '../../doors/json/described-responses';
import { documented } from '../../doors/json/documented';

/** How the page of the documentation shows it. */
export const HistoryDocumentation = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Audit'),
    ApiOperation({
      operationId: 'getHistory',
      summary: 'Everything that has happened to one consent. (Needs the right audit.)',
    }),
    ApiParam({
      name: 'assertionId',
      schema: { type: 'string', format: 'uuid' },
      description: 'The id of the consent.',
    }),
    describedResponses({
      response: documented(HistoryResponse),
      answers: { 200: 'Its history.', 400: 'VALIDATION_ERROR: the id is not a UUID.' },
      ownProblems: ['right-missing', 'unknown-consent'],
    }),
  );
