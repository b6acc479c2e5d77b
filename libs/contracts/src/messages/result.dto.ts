import { Answer } from '../validation';
import type { ResultCode } from './vocabulary';
import { resultCodes } from './vocabulary';

/** How the request went: the contract's ResultType. */
export class ResultType {
  @Answer(resultCodes, { about: 'How it went.', enumName: 'ResultCode', example: 'OK' })
  resultCode: ResultCode;

  @Answer('text', {
    about: 'What went wrong, in Swedish; several faults are joined by `; `.',
    optional: true,
  })
  resultText?: string;
}

/** One fault of a request, for JSON callers. */
export class ElementError {
  @Answer('text', { about: "The element's dotted path.", example: 'patientId.root' })
  element: string;

  @Answer('text', { about: 'What is wrong with it, in Swedish.' })
  message: string;
}

/** What every answer to a JSON caller may hold beside the contract's own root child. */
export abstract class JsonExtras {
  @Answer([ElementError], { about: 'The faults of the request, one by one.', optional: true, jsonOnly: true })
  errors?: ElementError[];
}

/** The answer of a contract that changes something. */
export class ResultResponse extends JsonExtras {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;
}
