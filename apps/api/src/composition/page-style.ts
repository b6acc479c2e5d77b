/**
 * What Swagger UI's own style lacks: colours with enough contrast, and a page that fits a screen of 320 pixels. No answer has links, and
 * the column for them is too wide for it.
 */
export const PAGE_STYLE = `
.swagger-ui .response-col_links { display: none; }
.swagger-ui h2 { padding-left: 20px; }
html.dark-mode .swagger-ui h2, html.dark-mode .swagger-ui .examples-select__section-label { color: #e4e6e6; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1a6b45; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1d5fa8; }
.swagger-ui .btn.execute { background: #1d5fa8; border-color: #1d5fa8; color: #fff; }
html:not(.dark-mode) .swagger-ui .info .title small.version-stamp { background: #4b6a00; }
html:not(.dark-mode) .swagger-ui .btn.cancel { border-color: #b3261e; color: #b3261e; }
html.dark-mode .swagger-ui .opblock .opblock-section-header .try-out__btn.cancel { border-color: #ff8a8a; color: #ff8a8a; }
html:not(.dark-mode) .swagger-ui .parameter__in { color: #595959; }
html:not(.dark-mode) .swagger-ui .download-contents { background: #5a5f70; }
.swagger-ui .microlight span[style*='rgb(211, 99, 99)'] { color: #f0a3a3 !important; }
@media (max-width: 640px) {
  .swagger-ui .parameters-col_name, .swagger-ui .parameters-col_description { display: block; width: auto; }
  .swagger-ui .opblock-section-header, .swagger-ui .try-out.btn-group { flex-wrap: wrap; }
  .swagger-ui .parameter__name, .swagger-ui .renderedMarkdown { overflow-wrap: anywhere; }
}
`;
