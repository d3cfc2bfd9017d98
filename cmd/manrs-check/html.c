/* SPDX-License-Identifier: ISC */
/* Pages of HTML: style, frame, cells. */
#include "cmd/manrs-check/html.h"

#include <string.h>

#include "cmd/cli.h"
#include "text/escape.h"

static const char style[] =
    ":root{--good:#1a7f4b;--open:#9a6700;--bad:#b3261e;--none:#6b7280;"
    "--line:#d9dee5;--ink:#1b2430;--soft:#5b6675;--back:#f6f8fa}"
    "*{box-sizing:border-box}"
    "body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);margin:0 auto;"
    "max-width:62rem;padding:1.5rem 1rem 3rem}"
    "h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;"
    "border-bottom:1px solid var(--line);padding-bottom:.25rem}"
    ".sub{color:var(--soft);margin:.2rem 0 1rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;"
    "border-bottom:1px solid var(--line)}"
    "th{font-weight:600;color:var(--soft);font-size:.85rem}"
    ".num{text-align:right;font-variant-numeric:tabular-nums}"
    "td.num{white-space:nowrap}.why{min-width:15rem}.net{min-width:13rem}"
    ".good{color:var(--good)}.open{color:var(--open)}.bad{color:var(--bad)}"
    ".none{color:var(--none)}"
    ".tag{font-weight:600;white-space:nowrap}"
    ".answer{font-size:1.15rem;font-weight:600;padding:.6rem .8rem;"
    "border-left:.3rem solid;background:var(--back)}"
    "code,pre,.id{font:13px/1.4 ui-monospace,monospace}"
    ".id{white-space:nowrap}"
    "pre{background:var(--back);border:1px solid var(--line);"
    "border-radius:4px;padding:.5rem .7rem;margin:.4rem 0;"
    "white-space:pre-wrap;overflow-wrap:anywhere}"
    ".rows{margin:.3rem 0 0;padding:0;list-style:none;font-size:.9rem}"
    ".rows li{padding:.15rem 0;overflow-wrap:anywhere}"
    ".rows span{color:var(--soft)}"
    ".more{margin:.2rem 0 0;font-size:.9rem;font-weight:600}"
    "ol.fixes>li{margin-bottom:.8rem}"
    "svg{display:block;max-width:100%;height:auto}"
    "svg text{font:11px system-ui,sans-serif;fill:var(--soft)}"
    ".f-good{fill:var(--good)}.f-open{fill:var(--open)}.f-bad{fill:var(--bad)}"
    ".f-none{fill:#c3cad4}.f-back{fill:#e8ecf1}.f-line{stroke:var(--soft);"
    "stroke-width:1}"
    ".wrap{overflow-wrap:anywhere}.scroll{overflow-x:auto}"
    ".digest{font:11px ui-monospace,monospace;overflow-wrap:anywhere}"
    "@media print{body{max-width:none;padding:0;font-size:11px}"
    "h2{break-after:avoid}tr,svg,.rows li{break-inside:avoid}"
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
	static const char *const classes[] = { "good", "open", "bad", "none" };

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
