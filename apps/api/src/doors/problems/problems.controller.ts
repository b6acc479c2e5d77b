import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { problems, type ProblemCode } from '../../contract/error-table';
import { OpenTo } from '../../authentication/route-access';
import { describedProblem, type Problem } from '../../contract/problem';

type DescribedProblem = Omit<Problem, 'eventId'>;

/** What a problem's `type` points at. */
@ApiExcludeController()
@Controller('problems')
export class ProblemsController {
  @OpenTo('open')
  @Get()
  all(): Readonly<Record<string, DescribedProblem>> {
    const codes = Object.keys(problems) as ProblemCode[];
    return Object.fromEntries(codes.map((code) => [code, describedProblem(code)]));
  }

  @OpenTo('open')
  @Get(':code')
  one(@Param('code') code: string): DescribedProblem {
    if (!Object.hasOwn(problems, code)) throw new NotFoundException();
    return describedProblem(code as ProblemCode);
  }
}
