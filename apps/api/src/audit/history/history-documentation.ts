import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { exampleAssertionId, HistoryResponse } from '#contracts';
import { describedResponses } from '../../doors/json/described-responses';
import { documented } from '../../doors/json/documented';

const OPERATION_ID = 'getHistory';

/** How the page of the documentation shows it. */
export const HistoryDocumentation = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Audit'),
    ApiOperation({
      operationId: OPERATION_ID,
      summary: 'Everything that has happened to one consent. (Needs the right audit.)',
    }),
    ApiParam({
      name: 'assertionId',
      schema: { type: 'string', format: 'uuid', example: exampleAssertionId },
      description: 'The id of the consent.',
    }),
    describedResponses({
      operationId: OPERATION_ID,
      hasBody: false,
      response: documented(HistoryResponse),
      answers: { 200: 'Its history.' },
      ownProblems: ['right-missing', 'unknown-consent'],
    }),
  );
