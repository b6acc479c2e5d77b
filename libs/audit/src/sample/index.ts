export { monthOf, spanOfMonth, type Month } from './month';
export { reviewOutcomes, type ReviewOutcome, type ReviewSignedOff } from './review';
export { decodeReview, encodeReview, UnknownReview } from './review-codec';
export { drawSample, type SampledDecision, type SampleRequest, type SampleSummary } from './sample';
export { demandNote, latestReview, reviewStream, signOff, SignOffRefused } from './sign-off';
