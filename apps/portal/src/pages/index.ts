import type { Pages } from '../page-parts';
import { auditedConsentPages } from './audited-consent/audited-consent.page';
import { closingPages } from './closing/closing.page';
import { consentsPages } from './consents/consents.page';
import { decisionsPages } from './decisions/decisions.page';
import { endPages } from './end/end.page';
import { explanationPages } from './explanation/explanation.page';
import { historyPages } from './history/history.page';
import { keptFormPages } from './kept-form/kept-form.page';
import { logHealthPages } from './log-health/log-health.page';
import { printPages } from './print/print.page';
import { registerPages } from './register/register.page';
import { samplePages } from './sample/sample.page';
import { startPages } from './start/start.page';

/** Every page for who is signed on. */
export const pages: readonly Pages[] = [
  startPages,
  keptFormPages,
  consentsPages,
  registerPages,
  closingPages,
  endPages,
  historyPages,
  printPages,
  decisionsPages,
  explanationPages,
  auditedConsentPages,
  samplePages,
  logHealthPages,
];
