/* SPDX-License-Identifier: ISC */
/*
 * The page at "/": a form, and the past of a prefix as an answer in words, a
 * timeline and a table.  Plain HTML and SVG; it needs no script, and the
 * Content-Security-Policy that it is sent with allows none.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "history/api_private.h"
#include "history/plot.h"
#include "text/escape.h"

#define DAY ((uint32_t)RSEC_DAY)

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>";

static const char style[] =
    "</title>\n<style>\n"
    ":root{color-scheme:light dark}\n"
    "body{font:16px/1.45 system-ui,sans-serif;max-width:62rem;margin:0 auto;"
    "padding:1rem}\n"
    "h1{font-size:1.4rem;margin:.5rem 0}\n"
    "h2{font-size:1.15rem;margin:1.5rem 0 .5rem}\n"
    "form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;"
    "margin:1rem 0}\n"
    "label{display:flex;flex-direction:column;font-size:.85rem}\n"
    "input,button{font:inherit;padding:.3rem .5rem;box-sizing:border-box}\n"
    ".picture{overflow-x:auto;margin:1rem 0}\n"
    ".picture svg{display:block;max-width:100%;height:auto}\n"
    ".rows{overflow-x:auto}\n"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums;"
    "width:100%}\n"
    "th,td{text-align:left;padding:.25rem .75rem .25rem 0;"
    "border-bottom:1px solid #8885;white-space:nowrap}\n"
    "td.n,th.n{text-align:right}\n"
    ".valid{color:#0a6b2d}.invalid{color:#b3261e}.unknown{color:#6a5a00}\n"
    "@media(prefers-color-scheme:dark){.valid{color:#6fd68d}"
    ".invalid{color:#ff8a80}.unknown{color:#e5c94d}}\n"
    "@media(max-width:40rem){form>*{flex:1 1 100%}"
    "td:last-child{white-space:normal}"
    ".picture svg{max-width:none;width:46rem}}\n"
    "@media print{form,footer{display:none}body{max-width:none;padding:0}"
    "a{color:inherit;text-decoration:none}.picture,.rows{overflow:visible}}\n"
    "</style>\n</head>\n<body>\n"
    "<h1>Was this prefix covered by a ROA then?</h1>\n";

/* What the form asks for. */
struct page {
	struct rsec_api_call *call;
	struct rsec_prefix prefix;
	char prefix_text[RSEC_PREFIX_SIZE];
	uint32_t asn;
	bool has_asn;
	uint32_t from, to;
	const struct rsec_history_vrp *vrp; /* at hand */
	uint32_t rows;
};

/* Text of ours, in which nothing is to be escaped. */
static void
put(struct page *page, const char *fmt, ...)
{
	struct rsec_json_writer *json = &page->call->json;
	char text[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(text) ||
	    rsec_buf_add(json->out, text, (size_t)n) != 0)
		json->failed = true;
}

/* Text of somebody else's. */
static void
put_escaped(struct page *page, const char *s)
{
	struct rsec_json_writer *json = &page->call->json;

	if (rsec_escape_html(json->out, s, strlen(s)) != 0)
		json->failed = true;
}

static void
put_style(struct page *page)
{
	if (rsec_buf_puts(page->call->json.out, style) != 0)
		page->call->json.failed = true;
}

static void
put_day(struct page *page, uint32_t time)
{
	char text[RSEC_UTC_SIZE];

	if (time % DAY == 0)
		rsec_utc_format_day(text, time / DAY);
	else
		rsec_utc_format(text, time);
	put(page, "%s", text);
}

static void
put_field(struct page *page, const char *name, const char *label,
    const char *hint, const char *more)
{
	const char *value = rsec_api_word(page->call, name);

	put(page, "<label>%s<input name=\"%s\" placeholder=\"%s\" value=\"",
	    label, name, hint);
	put_escaped(page, value != NULL ? value : "");
	put(page, "\"%s></label>\n", more);
}

static void
put_form(struct page *page)
{
	put(page, "<form>\n");
	put_field(page, "prefix", "Prefix", "192.0.2.0/24", " required");
	put_field(page, "asn", "Origin (optional)", "AS64496", "");
	put_field(page, "from", "From", "2019-01-01", "");
	put_field(page, "to", "To", "2026-01-01", "");
	put(page, "<button>Show</button>\n</form>\n");
}

/* The state at the last day, in words. */
static int
put_answer(struct page *page)
{
	static const char *const words[] = { "covered", "", "not covered",
		"unknown: a trust anchor was not observed", "changing" };
	struct rsec_api_call *call = page->call;
	struct rsec_history_answer answer;
	const uint32_t day = page->to / DAY * DAY;

	if (rsec_history_covered(call->history, &page->prefix, day,
		RSEC_GAPS_UNKNOWN, &answer, call->err) != 0)
		return -1;
	put(page, "<p><strong>%s</strong> on ", page->prefix_text);
	put_day(page, day);
	put(page, ": <strong class=\"%s\">%s</strong>.</p>\n",
	    answer.verdict.state == RSEC_HISTORY_VALID	     ? "valid"
	    : answer.verdict.state == RSEC_HISTORY_NOT_FOUND ? "invalid"
							     : "unknown",
	    words[answer.verdict.state]);
	return 0;
}

static int
put_segment(void *ctx, const struct rsec_history_segment *segment)
{
	const struct rsec_history_answer *answer = &segment->answer;
	struct page *page = ctx;
	const char *state = rsec_history_state_name(answer->verdict.state);

	if (page->rows++ == RSEC_API_ROWS)
		return 1;
	put(page, "<tr><td>");
	put_day(page, segment->from);
	put(page, "<td>");
	put_day(page, segment->to);
	put(page, "<td class=\"%s\">%s", state, state);
	if (answer->verdict.state == RSEC_HISTORY_INVALID)
		put(page, " (%s)",
		    rsec_rov_reason_name(answer->verdict.reason));
	put(page, "<td>");
	if (answer->verdict.state == RSEC_HISTORY_UNKNOWN) {
		put_escaped(page,
		    rsec_history_ta(page->call->history, answer->unknown_ta));
		put(page, " not observed (%s before, %s after)",
		    rsec_history_state_name(answer->before.state),
		    rsec_history_state_name(answer->after.state));
	}
	put(page, "\n");
	return 0;
}

static int
put_states(struct page *page)
{
	const struct rsec_route route = { page->prefix, page->asn, true };
	struct rsec_api_call *call = page->call;

	put(page,
	    "<h2>State of AS%u</h2>\n<div class=\"rows\"><table>\n<tr>"
	    "<th>From<th>To<th>State<th>Note\n",
	    page->asn);
	page->rows = 0;
	if (rsec_history_check_range(call->history, &route, page->from,
		page->to, RSEC_GAPS_UNKNOWN, put_segment, page,
		call->err) == -1)
		return -1;
	put(page, "</table></div>\n");
	return 0;
}

static int
put_span(void *ctx, const struct rsec_history_span *span)
{
	struct page *page = ctx;
	const struct rsec_history_vrp *vrp = page->vrp;
	char prefix[RSEC_PREFIX_SIZE], max_len[8] = "";

	if (span->from > page->to || span->to < page->from)
		return 0;
	if (page->rows++ == RSEC_API_ROWS)
		return 1;
	rsec_prefix_format(prefix, &vrp->prefix);
	if (vrp->max_len != vrp->prefix.len)
		snprintf(max_len, sizeof(max_len), "-%u", vrp->max_len);
	put(page, "<tr><td>AS%u<td>%s%s<td>", vrp->asn, prefix, max_len);
	put_escaped(page, rsec_history_ta(page->call->history, vrp->ta));
	put(page, "<td>");
	put_day(page, span->from);
	put(page, "<td>");
	put_day(page, span->to);
	put(page, "%s<td class=\"n\">%u<td class=\"n\">%u\n",
	    span->ongoing ? " (last observed)" : "", span->observed,
	    span->unknown);
	return 0;
}

static int
put_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct page *page = ctx;

	page->vrp = vrp;
	return rsec_history_spans(page->call->history, vrp, RSEC_GAPS_UNKNOWN,
	    put_span, page, page->call->err);
}

static int
put_vrps(struct page *page)
{
	struct rsec_api_call *call = page->call;

	put(page,
	    "<h2>VRPs that covered it</h2>\n<div class=\"rows\"><table>\n<tr>"
	    "<th>Origin<th>Prefix<th>Trust anchor<th>From<th>To"
	    "<th class=\"n\">Days observed<th class=\"n\">Days unknown\n");
	page->rows = 0;
	if (rsec_history_covering(
		call->history, &page->prefix, put_vrp, page, call->err) == -1)
		return -1;
	put(page, "</table></div>\n");
	if (page->rows == 0)
		put(page, "<p>There were none.</p>\n");
	if (page->rows > RSEC_API_ROWS)
		put(page,
		    "<p>There are more than %d; the API tells them "
		    "all.</p>\n",
		    RSEC_API_ROWS);
	return 0;
}

static int
put_past(struct page *page)
{
	struct rsec_api_call *call = page->call;

	if (put_answer(page) != 0)
		return -1;
	put(page, "<div class=\"picture\">\n");
	if (rsec_plot_timeline(call->history, &page->prefix,
		page->from / DAY * DAY, page->to / DAY * DAY, call->json.out,
		call->err) != 0)
		return -1;
	put(page, "</div>\n");
	if (put_vrps(page) != 0)
		return -1;
	return page->has_asn ? put_states(page) : 0;
}

static void
put_footer(struct page *page)
{
	put(page,
	    "<footer><p>Both ends of an interval are included.  A day that "
	    "nobody observed is unknown, never a withdrawal.  The same as "
	    "JSON: ");
	if (page->prefix_text[0] != '\0')
		put(page, "<a href=\"api/v1/history/%s\">this prefix</a>, ",
		    page->prefix_text);
	put(page, "<a href=\"api/v1/status\">the store</a>, "
		  "<a href=\"openapi.json\">everything</a>.</p></footer>\n"
		  "</body>\n</html>\n");
}

int
rsec_api_page(struct rsec_api_call *call)
{
	struct page page = { .call = call };
	const bool asked = rsec_api_word(call, "prefix") != NULL;
	bool given;

	if (asked && (rsec_api_prefix(call, &page.prefix) != 0 ||
			 rsec_api_asn(call, &page.asn, &page.has_asn) != 0 ||
			 rsec_api_interval(call, "from", "to", &page.from,
			     &page.to, &given) != 0))
		return RSEC_API_REFUSED;
	call->response->type = "text/html; charset=utf-8";
	if (asked)
		rsec_prefix_format(page.prefix_text, &page.prefix);
	put(&page, "%s", head);
	put(&page, "%s%sroa-history", page.prefix_text, asked ? " - " : "");
	put_style(&page);
	put_form(&page);
	if (asked && put_past(&page) != 0)
		return -1;
	put_footer(&page);
	return 0;
}
