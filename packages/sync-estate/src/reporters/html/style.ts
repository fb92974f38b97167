/** The page's style: light and dark by the reader's setting, no image, no font to fetch. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --text: #1c2230; --quiet: #5a6375; --line: #d9dee7; --link: #0b5cad;
  --red: #b3261e; --red-soft: #fbe9e7; --amber: #8a5300; --amber-soft: #fdf1dc;
  --green: #1b6e3c; --green-soft: #e3f4e8; --blue: #0b5cad; --blue-soft: #e4effa; --grey-soft: #eceff4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151c; --card: #1a1f29; --text: #e4e8f0; --quiet: #9aa5b8; --line: #2f3745; --link: #86b9f3;
    --red: #ff9e94; --red-soft: #43211f; --amber: #f3c377; --amber-soft: #3d2f16;
    --green: #85d6a1; --green-soft: #1a3827; --blue: #86b9f3; --blue-soft: #1b3048; --grey-soft: #262d39;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 82rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
a { color: var(--link); }
.quiet, .place, dt { color: var(--quiet); }
.glance { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1rem; margin-top: 1.25rem; }
.totals { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.totals h2 { margin: 0 0 .4rem; font-size: .95rem; color: var(--quiet); font-weight: 600; }
.totals dl { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; margin: 0; }
.figure { display: flex; flex-direction: column-reverse; }
.figure dd { margin: 0; font-size: 1.6rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figure dt { font-size: .85rem; }
.figure.missing dd, .figure.invalid dd, .figure.unreachable dd, .figure.error dd { color: var(--red); }
.figure.partial dd, .figure.warn dd { color: var(--amber); }
.figure.compliant dd { color: var(--green); }
.figure.info dd { color: var(--blue); }
.figure.zero dd { color: var(--quiet); font-weight: 400; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { vertical-align: bottom; font-size: .8rem; color: var(--quiet); }
th[scope=row] { font-weight: 600; white-space: nowrap; }
th small { font-weight: 400; color: var(--quiet); }
.criterion { min-width: 6.6rem; font-weight: 400; }
.criterion b { color: var(--text); }
.result { border-left: 1px solid var(--line); }
.result.pass { background: var(--green-soft); color: var(--green); }
.result.fail { background: var(--red-soft); color: var(--red); font-weight: 650; }
.result.unknown { background: var(--amber-soft); color: var(--amber); }
.result.not_applicable { color: var(--quiet); }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 1rem; font-size: .8rem; font-weight: 600; white-space: nowrap; background: var(--grey-soft); color: var(--quiet); }
.badge.missing, .badge.invalid, .badge.unreachable, .badge.error { background: var(--red-soft); color: var(--red); }
.badge.partial, .badge.warn { background: var(--amber-soft); color: var(--amber); }
.badge.compliant { background: var(--green-soft); color: var(--green); }
.badge.info { background: var(--blue-soft); color: var(--blue); }
form { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; }
.field { display: flex; flex-direction: column; }
.field.wide { flex: 1 1 16rem; }
label { font-size: .8rem; color: var(--quiet); }
.check { display: flex; gap: .35rem; align-items: center; padding-bottom: .45rem; }
input[type=search], select, button { font: inherit; font-size: .9rem; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: .35rem; padding: .35rem .55rem; max-width: 100%; }
select { max-width: 16rem; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
#count { margin: .8rem 0 .5rem; color: var(--quiet); }
#repositories, .repository ul { list-style: none; margin: 0; padding: 0; }
.repository { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; margin-bottom: .5rem; }
.finding { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .6rem; overflow-wrap: anywhere; }
.rule { font-size: .85rem; }
.place, pre { font-family: ui-monospace, monospace; font-size: .82rem; }
.place { font-weight: 400; }
pre { background: var(--page); border-radius: .35rem; padding: .4rem 0; margin: .4rem 0; overflow-x: auto; }
pre > * { display: block; width: max-content; min-width: 100%; padding-right: .8rem; }
pre mark { background: var(--amber-soft); color: inherit; }
.finding dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: .3rem 0 0; font-size: .9rem; }
.finding dd { margin: 0; }
#more { display: block; margin: .8rem auto 2rem; }
[hidden] { display: none !important; }
`;
