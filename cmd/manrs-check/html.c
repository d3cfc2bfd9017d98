/* SPDX-License-Identifier: ISC */
/* Pages of HTML: style, frame, cells. */
#include "cmd/manrs-check/html.h"

#include <string.h>

#include "cmd/cli.h"
#include "text/escape.h"

static const char style[] =
    ":root{color-scheme:light dark;--good:#1a7f4b;--open:#9a6700;"
    "--bad:#b3261e;--none:#6b7280;--line:#d9dee5;--ink:#1b2430;"
    "--soft:#5b6675;--page:#fff;--back:#f6f8fa;--empty:#e8ecf1;"
    "--rest:#c3cad4;--link:#0b57d0}"
    "@media screen and (prefers-color-scheme:dark){:root{--good:#5fd08b;"
    "--open:#e0b341;--bad:#ff8a80;--none:#9aa5b4;--line:#38424f;"
    "--ink:#e4e9f0;--soft:#a9b4c2;--page:#12171d;--back:#1c242e;"
    "--empty:#2a333e;--rest:#566170;--link:#8ab4f8}}"
    "*{box-sizing:border-box}"
    "body{font:.94rem/1.45 system-ui,sans-serif;color:var(--ink);"
    "background:var(--page);margin:0 auto;max-width:64rem;"
    "padding:1.5rem 1rem 3rem}"
    "a{color:var(--link)}"
    "h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}"
    "h2{font-size:1.1rem;margin:2rem 0 .5rem;"
    "border-bottom:1px solid var(--line);padding-bottom:.25rem}"
    ".sub{color:var(--soft);margin:.2rem 0 1rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;"
    "border-bottom:1px solid var(--line)}"
    "th{font-weight:600;color:var(--soft);font-size:.85rem}"
    "th.num{vertical-align:bottom}"
    ".head th{vertical-align:bottom}"
    ".num{text-align:right;font-variant-numeric:tabular-nums}"
    "td.num,.scores th{white-space:nowrap}.why{min-width:15rem}"
    ".net{min-width:13rem}.bar{width:11rem}.bar svg{width:100%;"
    "min-width:6rem;height:16px;margin-top:.2rem}"
    ".checks .id{width:12.5rem}.checks .tag{width:4.5rem}"
    ".good{color:var(--good)}.open{color:var(--open)}.bad{color:var(--bad)}"
    ".none{color:var(--none)}"
    ".tag{font-weight:600;white-space:nowrap}"
    ".answer{font-size:1.15rem;font-weight:600;padding:.6rem .8rem;"
    "border-left:.3rem solid;background:var(--back)}"
    "code,pre,.id{font:.81rem/1.4 ui-monospace,monospace}"
    ".id{white-space:nowrap}td.id{line-height:1.68}"
    "pre{background:var(--back);border:1px solid var(--line);"
    "border-radius:4px;padding:.5rem .7rem;margin:.4rem 0;"
    "white-space:pre-wrap;overflow-wrap:anywhere}"
    ".rows{margin:.3rem 0 0;padding:0;list-style:none;font-size:.9rem}"
    ".rows li{padding:.15rem 0;overflow-wrap:anywhere}"
    ".rows span{color:var(--soft)}"
    ".more{margin:.2rem 0 0;font-size:.9rem;font-weight:600}"
    "ol.fixes{padding-left:1.8rem}ol.fixes>li{margin-bottom:.8rem}"
    "svg{display:block;max-width:100%;height:auto}"
    "svg text{font:11px system-ui,sans-serif;fill:var(--soft)}"
    ".f-good{fill:var(--good)}.f-open{fill:var(--open)}.f-bad{fill:var(--bad)}"
    ".f-none{fill:var(--rest)}.f-back{fill:var(--empty)}"
    ".f-line{stroke:var(--soft);stroke-width:1}"
    ".wrap{overflow-wrap:anywhere}.scroll{overflow-x:auto}"
    ".digest{font:.7rem ui-monospace,monospace;overflow-wrap:anywhere}"
    /* On a narrow screen a row of a report is a card, and tables of many
       networks are scrolled below their first column. */
    "@media screen and (max-width:44rem){"
    ".cards tr{display:flex;flex-wrap:wrap;gap:0 .8rem;"
    "align-items:baseline;border-bottom:1px solid var(--line);"
    "padding:.4rem 0}.cards .head{display:none}"
    ".cards td,.cards th{border:0;padding:.1rem 0;width:auto}"
    ".checks.cards td{width:auto}"
    ".cards th,.cards .bar,.cards .why,.cards .wrap,.cards .digest"
    "{flex:0 0 100%;min-width:0}"
    ".scores .num:nth-child(5)::before{content:\"trend \"}"
    ".scores .num:nth-child(6)::before{content:\"month's end \"}"
    ".files .num:nth-child(3)::before{content:\"age \"}"
    ".files .num:nth-child(4)::after{content:\" records\"}"
    ".files td:first-child{font-weight:600}"
    ".key{position:sticky;left:0;background:var(--page)}"
    ".net{min-width:8rem}}"
    "@media print{html{font-size:11.5px}body{max-width:none;padding:0}"
    "h2{break-after:avoid}tr,svg,.rows li,.fixes>li{break-inside:avoid}"
    "a{color:inherit;text-decoration:none}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

void
html_part(struct rsec_buf *page, const char *s, size_t n)
{
	if (rsec_escape_html(page, s, n) != 0)
		cli_die("out of memory");
}

void
html_text(struct rsec_buf *page, const char *s)
{
	html_part(page, s, strlen(s));
}

void
html_begin(struct rsec_buf *page, const char *title)
{
	put(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		  "<meta charset=\"utf-8\">\n"
		  "<meta name=\"viewport\" content=\"width=device-width, "
		  "initial-scale=1\">\n"
		  "<meta http-equiv=\"Content-Security-Policy\" content=\""
		  "default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
	html_text(page, title);
	put(page, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
}

void
html_end(struct rsec_buf *page)
{
	put(page, "</body>\n</html>\n");
}

void
html_cell(struct rsec_buf *page, const char *class, const char *s)
{
	put(page, "<td class=\"%s\">", class);
	html_text(page, s);
	put(page, "</td>");
}

void
html_count(struct rsec_buf *page, uint64_t n)
{
	char text[CLI_COUNT_SIZE];

	html_cell(page, "num", cli_count(text, n));
}

const char *
html_state(enum rsec_manrs_state state)
{
	static const char *const classes[] = { "good", "none", "open", "bad",
		"none" };

	return classes[state];
}

const char *
html_severity(enum rsec_manrs_severity severity)
{
	static const char *const classes[] = { "good", "open", "bad", "none" };

	return classes[severity];
}

const char *
html_verdict(enum rsec_manrs_verdict verdict)
{
	static const char *const classes[] = { "good", "bad", "open", "none" };

	return classes[verdict];
}
