import { element, text, type Markup } from './markup';

/** Colours that colour-blind readers can distinguish, on light paper and on dark. */
const style = `
.consent-timeline{--paper:#ffffff;--ink:#1b2430;--muted:#5a6675;--grid:#dfe5ec;--consent:#2f6fb3;--emergency:#c2570c;--now:#1b2430;--registered:#2e7d4f;--cancelled:#b3261e;--deleted:#7a3e9d;--moved:#8a6100;--hover:#f3f6fa}
@media (prefers-color-scheme:dark){.consent-timeline{--paper:#12171f;--ink:#e8edf4;--muted:#9fabbb;--grid:#2a3340;--consent:#6aa9e9;--emergency:#f2994a;--now:#e8edf4;--registered:#66c28c;--cancelled:#f28b82;--deleted:#c79be0;--moved:#e0b64a;--hover:#1a212b}}
.consent-timeline text{fill:var(--ink);font:13px Helvetica,Arial,sans-serif}
.consent-timeline .title{font-size:19px;font-weight:bold}
.consent-timeline .small{fill:var(--muted);font-size:11.5px}
.consent-timeline .unit{font-weight:bold}
.consent-timeline .paper{fill:var(--paper)}
.consent-timeline .grid{stroke:var(--grid)}
.consent-timeline .record{stroke:var(--grid);stroke-dasharray:1 4}
.consent-timeline .now{stroke:var(--now);stroke-dasharray:5 4}
.consent-timeline .hover{fill:transparent}
.consent-timeline .row:hover .hover{fill:var(--hover)}
.consent-timeline .consent{--bar:var(--consent)}
.consent-timeline .emergency{--bar:var(--emergency)}
.consent-timeline .bar{rx:2px}
.consent-timeline .valid{fill:var(--bar)}
.consent-timeline .unrecorded{fill:var(--bar);fill-opacity:.28}
.consent-timeline .given-up{fill:none;stroke:var(--bar);stroke-dasharray:3 3}
.consent-timeline .mark{stroke:var(--paper);stroke-width:1.5}
.consent-timeline .registered{fill:var(--registered)}
.consent-timeline .cancelled{fill:var(--cancelled)}
.consent-timeline .deleted{fill:var(--deleted)}
.consent-timeline .moved{fill:var(--moved)}
`;

export const styled = (): Markup => element('style', {}, text(style.trim()));
