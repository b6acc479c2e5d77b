import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { problems, type ProblemCode } from '../error-table';

/** What a problem's `type` points at. */
@ApiExcludeController()
@Controller('problems')
export class ProblemsController {
  @Get()
  all(): typeof problems {
    return problems;
  }

  @Get(':code')
  one(@Param('code') code: string): (typeof problems)[ProblemCode] {
    if (!Object.hasOwn(problems, code)) throw new NotFoundException();
    return problems[code as ProblemCode];
  }
}
