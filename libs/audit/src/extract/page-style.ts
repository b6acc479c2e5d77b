/** Of one page that stands alone: on a screen of any width, and on paper. */
export const pageStyle = `
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1b2430;font:16px/1.5 system-ui,"Segoe UI",Helvetica,Arial,sans-serif}
main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 3rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 1rem}
h2{font-size:1.25rem;margin:2rem 0 .75rem}
h3{font-size:1.05rem;margin:0 0 .5rem}
p{margin:0 0 .75rem}
a{color:#1f5a96}
dl{margin:0}
dl>div{display:grid;grid-template-columns:9rem 1fr;gap:0 1rem;padding:.2rem 0}
dt{color:#4a5666}
dd{margin:0}
ol{list-style:none;margin:0;padding:0}
.line{border-top:1px solid #b8c2cf;padding:1rem 0}
.line time{font-weight:normal;color:#4a5666}
.number{display:inline-block;min-width:2rem;color:#4a5666}
code{font:.9em ui-monospace,Menlo,Consolas,monospace}
.call{background:#f3f6fa;border:1px solid #dfe5ec;border-radius:4px;padding:.6rem .8rem}
@media (max-width:36rem){h1{font-size:1.4rem}dl>div{grid-template-columns:1fr;padding:.35rem 0}}
@media print{@page{margin:16mm}body{font-size:10.5pt;line-height:1.35}main{max-width:none;padding:0}
.line{break-inside:avoid;padding:.6rem 0}h2{break-after:avoid}a{color:inherit;text-decoration:none}.call{background:none}}
`.trim();
