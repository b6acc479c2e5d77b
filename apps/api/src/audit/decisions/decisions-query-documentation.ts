import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DecisionsQueryDto, DecisionsResponse } from '#contracts';
import { documented } from '../../doors/json/documented';

/** How the page of the documentation shows it. */
export const DecisionsQueryDocumentation = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Audit'),
    ApiOperation({
      summary: 'What checks were answered. (Needs the right audit.)',
      description: 'By patient, it is asked by POST: a personal identity must never be in an address.',
    }),
    ApiQuery({ type: documented(DecisionsQueryDto) }),
    ApiResponse({ status: 200, description: 'A page of decisions.', type: documented(DecisionsResponse) }),
    ApiResponse({ status: 400, description: 'VALIDATION_ERROR: the text says what is wrong.' }),
    ApiResponse({ status: 403, description: 'The problem right-missing, or ACCESSDENIED.' }),
    ApiResponse({ status: 503, description: 'A technical failure, as problem+json. Nothing was answered.' }),
  );
