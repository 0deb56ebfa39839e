/** Text and its ground, `[light, dark]`, so that a test can hold their contrast. */
export const palette = {
  ground: ['#ffffff', '#14161a'],
  raised: ['#f5f6f8', '#1d2026'],
  text: ['#1b1f24', '#e7eaee'],
  quiet: ['#586069', '#a3abb6'],
  line: ['#d9dde3', '#343942'],
  accent: ['#0b5cad', '#7db7ff'],
  good: ['#13693a', '#6fd394'],
  bad: ['#b3202c', '#ff9a9a'],
  warn: ['#855200', '#f0c060'],
} as const;

const colors = Object.entries(palette).map(([name, [light, dark]]) => `--${name}:light-dark(${light},${dark});`);

export const style = `
:root{color-scheme:light dark;${colors.join('')}--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
*{box-sizing:border-box}
html{scroll-padding-top:5rem}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{margin:0;font-size:1.9rem;line-height:1.2;letter-spacing:-.02em;overflow-wrap:anywhere}
h2{margin:3rem 0 1rem;font-size:1.3rem;letter-spacing:-.01em}
h3{margin:0;font-size:1rem}
a{color:var(--accent);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
:target{background:color-mix(in srgb,var(--accent) 18%,transparent)}
code,pre,.mono{font-family:var(--mono);font-size:.84em}
.quiet{color:var(--quiet)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;background:var(--ground);padding:.5rem 1rem;z-index:3}
.skip:focus{left:1rem;top:1rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1.5rem 0;padding:0;list-style:none}
.tiles li{background:var(--raised);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem}
.tiles b{display:block;font-size:1.8rem;line-height:1.15;font-variant-numeric:tabular-nums}
.good b,.passed,.covered{color:var(--good)}
.bad b,.failed,.missing{color:var(--bad)}
.warn b,.inconclusive,.waived{color:var(--warn)}
.excused,.none{color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}
dt{color:var(--quiet)}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
form{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:2rem -1.25rem 0;padding:.7rem 1.25rem;background:var(--ground);border-bottom:1px solid var(--line)}
label{display:grid;gap:.15rem;font-size:.8rem;color:var(--quiet)}
label.wide{flex:1 1 14rem}
input,select{font:inherit;font-size:.95rem;color:var(--text);background:var(--raised);border:1px solid var(--quiet);border-radius:.4rem;padding:.35rem .55rem;max-width:20rem;width:100%}
label.wide input{max-width:none}
output{font-size:.85rem;color:var(--quiet);padding-bottom:.45rem}
article{border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:.6rem;padding:1rem 1.15rem;margin:0 0 1rem}
article dl{margin:.75rem 0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:.75rem;margin:.75rem 0}
figure{margin:0;min-width:0}
figcaption{font-size:.8rem;color:var(--quiet)}
pre{margin:.2rem 0 0;padding:.7rem .85rem;background:var(--raised);border:1px solid var(--line);border-radius:.4rem;overflow:auto;max-height:26rem;white-space:pre-wrap;overflow-wrap:anywhere}
details{margin:.4rem 0}
summary{cursor:pointer;padding:.2rem 0}
.scroll{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--quiet);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.32rem .7rem .32rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:600}
thead th{color:var(--quiet);font-weight:500;white-space:nowrap;overflow-wrap:normal}
.cell{text-align:center;width:4.2rem;padding-right:0}
progress{width:100%;height:.5rem;accent-color:var(--good)}
ol.source{margin:0;padding:.5rem 0;background:var(--raised);border:1px solid var(--line);border-radius:.4rem;list-style:none;overflow-x:auto;font:.8rem/1.5 var(--mono)}
ol.source li{display:flex;white-space:pre}
ol.source span{flex:none;width:4.5em;padding-right:1em;text-align:right;color:var(--quiet);user-select:none}
footer{margin-top:4rem;padding-bottom:2rem;font-size:.85rem;color:var(--quiet)}
@media print{form,.skip{display:none}}
`.trim();
