import type { Socket } from 'node:net';
import { Catch, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerLast, newId } from '#platform';
import { FailureLog } from './failure-log';
import { headers } from '../http/headers';
import { describedProblem, problem, PROBLEM_MEDIA_TYPE } from '../../contract/problem';
import { ProblemLog } from '../../contract/problem-log';
import { problemOfUnreadable, specificallyIn } from './problem-of';
import { correlationIdOf } from '../http/request-contexts';

/** Everything that is no answer of a contract leaves as RFC 9457 problem+json. The cause stays in the log, under the event id. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly failures: FailureLog,
    private readonly problems: ProblemLog,
  ) {}

  catch(error: Error, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what fails before the framework has found a route. */
  answer(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    if (hasLeft(error, request)) return void reply.send();
    const correlationId = correlationIdOf(request);
    const { code, status, eventId } = this.problems.write(error, correlationId);
    void reply
      .status(status)
      .header(headers.correlationId, correlationId)
      .type(PROBLEM_MEDIA_TYPE)
      .send(problem(code, eventId, specificallyIn(error)));
  }

  /** For bytes that are not HTTP, which may not be logged: the answer is the last on its connection. */
  answerLast(cause: Error, socket: Socket): void {
    if (!socket.writable) return void socket.destroy();
    const code = problemOfUnreadable(cause);
    const correlationId = newId();
    const { title, status, error } = describedProblem(code);
    const eventId = this.failures.write(new Error(title), { code, error, isOurs: false }, correlationId);
    answerLast(socket, {
      status,
      headers: {
        [headers.correlationId]: correlationId,
        'content-type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
      },
      body: JSON.stringify(problem(code, eventId)),
    });
  }
}

/** The reader of a stream has closed its connection before the first event: no failure of anybody, and nobody reads an answer. */
const hasLeft = ({ code }: NodeJS.ErrnoException, { raw: { socket } }: FastifyRequest): boolean =>
  socket.destroyed && code === 'ERR_STREAM_PREMATURE_CLOSE';
