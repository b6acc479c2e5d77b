import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ResultCode } from './vocabulary';
import { resultCodes } from './vocabulary';

/** How the request went: the contract's ResultType. */
export class ResultType {
  @ApiProperty({ enum: resultCodes, enumName: 'ResultCode', description: 'How it went.', example: 'OK' })
  resultCode: ResultCode;

  @ApiPropertyOptional({ description: 'What went wrong, in Swedish; several faults are joined by `; `.' })
  resultText?: string;
}

/** One fault of a request, for JSON callers. */
export class ElementError {
  @ApiProperty({ description: "The element's dotted path.", example: 'patientId.root' })
  element: string;

  @ApiProperty({ description: 'What is wrong with it, in Swedish.' })
  message: string;
}

/** What every answer to a JSON caller may hold beside the contract's own root child. */
export abstract class JsonExtras {
  @ApiPropertyOptional({ type: [ElementError], description: 'The faults of the request, one by one.' })
  errors?: ElementError[];
}

/** The answer of a contract that changes something. */
export class ResultResponse extends JsonExtras {
  @ApiProperty({ type: ResultType, description: 'How it went.' })
  result: ResultType;
}
