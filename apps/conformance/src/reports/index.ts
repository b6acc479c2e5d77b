export { listInText } from './case-list';
export { jsonReport } from './json-report';
export { junitReport } from './junit-report';
export { summaryOf } from './summary';
export { caseInText, summaryInText } from './text-report';
