import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { DecisionsQueryDto, DecisionsResponse } from '#contracts';
import { describedResponses } from '../../doors/json/described-responses';
import { documented } from '../../doors/json/documented';

const OPERATION_ID = 'searchDecisionsByAddress';

/** How the page of the documentation shows it. */
export const DecisionsQueryDocumentation = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Audit'),
    ApiOperation({
      operationId: OPERATION_ID,
      summary: 'What checks were answered. (Needs the right audit.)',
      description: 'By patient, it is asked by POST: a personal identity must never be in an address.',
    }),
    ApiQuery({ type: documented(DecisionsQueryDto) }),
    describedResponses({
      operationId: OPERATION_ID,
      hasBody: false,
      response: documented(DecisionsResponse),
      answers: {
        200: 'A page of decisions.',
        400: 'VALIDATION_ERROR: the text says what is wrong.',
        403: 'ACCESSDENIED: the caller may not act for this care provider.',
      },
      ownProblems: ['right-missing', 'records-removed'],
    }),
  );
