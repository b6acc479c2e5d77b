export { monthOf, spanOfMonth, type Month } from './month';
export { reviewOutcomes, type ReviewOutcome, type ReviewSignedOff } from './review';
export { forReview, sampledForInWords, type ReviewedDecision } from './reviewed';
export { decodeReview, encodeReview, reviewEventTypes, UnknownReview } from './review-codec';
export {
  drawSample,
  summaryOf,
  type SampledDecision,
  type SampleRequest,
  type SampleSummary,
} from './sample';
export { demandNote, latestReview, reviewStream, signOff, SignOffRefused } from './sign-off';
