import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Render } from '../../page-parts';
import { explanationView } from '../explanation/explanation-view';
import { reasonsWords } from '../explanation/reasons.words';
import { frameWords } from '../frame/frame.words';
import { boardIn, example, kinds, type Board } from './board';
import { LAST_DAY, letterOf, namesIn } from './cast';
import { formView } from './form-view';
import { answerOf, axesOf, play, type Played } from './play';
import { playgroundWords } from './playground.words';

export const PLAYGROUND = '/playground';

/** `GET` and `POST /playground`, for everybody who develops: the rules of the ledger, on events that are in the form alone. */
export function openPlayground(app: FastifyInstance, render: Render): void {
  app.get(PLAYGROUND, (request, reply) => show(render, request, reply, example));
  app.post(PLAYGROUND, { config: { isTypedIn: true } }, (request, reply) =>
    show(render, request, reply, boardIn(request)),
  );
}

function show(render: Render, request: FastifyRequest, reply: FastifyReply, board: Board): FastifyReply {
  const words = playgroundWords[request.language];
  const played = play(board.moves);
  return render(request, reply, 'playground/playground', {
    ...{ words, faults: [], lastDay: LAST_DAY, hasTypedForm: true, kinds },
    ...formView(board, played, words),
    answer: answerView(board, played, request),
    axes: axesOf(board, played),
    days: Array.from({ length: LAST_DAY + 1 }, (_, day) => day),
    validDay: board.question.validDay,
  });
}

function answerView({ question }: Board, { history }: Played, { language }: FastifyRequest) {
  const words = playgroundWords[language];
  const frame = frameWords[language];
  const { answer, explanation } = answerOf(history, question);
  const kind = !answer.hasConsent ? 'no' : answer.assertionType === 'Emergency' ? 'emergency' : 'yes';
  const writing = { words: reasonsWords[language], locale: frame.locale, frame, names: namesIn(words) };
  const explained = explanationView(explanation, writing);
  return {
    sign: kind === 'no' ? 'expired' : kind === 'yes' ? 'valid' : 'emergency',
    text: words[kind],
    explained: {
      ...explained,
      consents: explained.consents.map((consent) => ({ ...consent, id: letterOf(consent.id) })),
    },
  };
}
