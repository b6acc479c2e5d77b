export { differenceOf } from './same-basics';
export { statementInForce, statementOfEnded, type Asked, type Statement } from './statement';
export { stepOfNew, stepOfOpen, type Step } from './step';
