/** The picture's measures, in pixels. */
export const WIDTH = 1140;
export const LEFT = 290;
export const RIGHT = 24;
export const CHART_WIDTH = WIDTH - LEFT - RIGHT;
export const TITLE_BASELINE = 34;
export const SUBTITLE_BASELINE = 56;
/** Where the axis stands; its labels are above it. */
export const AXIS = 112;
export const ROW_HEIGHT = 48;
/** Within a row: the bar, and below it the line on which events stand where they were recorded. */
export const BAR_TOP = 8;
export const BAR_HEIGHT = 16;
export const RECORD_LINE = 35;
export const LEGEND_HEIGHT = 92;
