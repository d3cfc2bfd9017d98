/* SPDX-License-Identifier: ISC */
/* What a report says, and the same of the other family; see mirror.h. */
#include "tests/lib/test.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_mirror/mirror.h"

/* A text of any length. */
static void
say_line(struct rsec_buf *to, const char *text)
{
	assert_int_equal(rsec_buf_puts(to, text), 0);
	assert_int_equal(rsec_buf_addc(to, '\n'), 0);
}

static void
say_numbers(struct rsec_buf *to, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_tally *t = &report->tally;
	const struct rsec_manrs_incident *incident;
	const struct rsec_manrs_score *score;
	size_t i;

	text_add(to, "tally %u %u %u %u %u %u %u %u %u %u\n",
	    (unsigned)t->routes, (unsigned)t->rpki_valid,
	    (unsigned)t->rpki_invalid, (unsigned)t->rpki_not_found,
	    (unsigned)t->irr_exact, (unsigned)t->irr_covered,
	    (unsigned)t->irr_auth, (unsigned)t->either,
	    (unsigned)t->customer_routes, (unsigned)t->customer_bad);
	for (i = 0; i < RSEC_MANRS_FIGURES; i++) {
		score = &report->score[i];
		text_add(to, "score %d %u %d %lld/%lld %s %u: %s\n",
		    score->has_value, score->value, score->has_share,
		    (long long)score->numerator, (long long)score->denominator,
		    rsec_manrs_severity_name(score->severity), score->projected,
		    score->arithmetic);
	}
	for (i = 0; i < report->incidents; i++) {
		incident = &report->incident[i];
		text_add(to, "incident M%d %lld-%lld %d %llu %u\n",
		    incident->metric, (long long)incident->begin,
		    (long long)incident->end, incident->open,
		    (unsigned long long)incident->raw, incident->events);
	}
	text_add(to, "clean %s\n", report->first_clean_month);
}

/* "tested over IPv4" of one family is what the other says of IPv6. */
static enum rsec_manrs_check
mirror_check(unsigned family, size_t check)
{
	if (family == RSEC_IPV6 && check == RSEC_MANRS_A2_V4)
		return RSEC_MANRS_A2_V6;
	if (family == RSEC_IPV6 && check == RSEC_MANRS_A2_V6)
		return RSEC_MANRS_A2_V4;
	return (enum rsec_manrs_check)check;
}

static void
say_actions(struct rsec_buf *to, const struct rsec_manrs_report *report,
    unsigned family)
{
	const struct rsec_manrs_customer *customer;
	const struct rsec_manrs_fix *fix;
	size_t i;

	for (i = 0; i < report->actions; i++) {
		text_add(to, "action %u %s\n", report->action[i].number,
		    rsec_manrs_verdict_name(report->action[i].verdict));
		say_line(to, report->action[i].why);
	}
	for (i = 0; i < report->fixes; i++) {
		fix = &report->fix[i];
		text_add(to, "fix %d %s %lld %d %zu\n", fix->figure,
		    rsec_manrs_check_name(mirror_check(family, fix->check)),
		    (long long)fix->points, fix->decides, fix->changes);
		say_line(to, fix->title);
		say_line(to, fix->remedy);
	}
	for (i = 0; i < report->customers; i++) {
		customer = &report->customer[i];
		text_add(to, "customer %u %zu of %u\n", customer->asn,
		    customer->routes, (unsigned)customer->total);
	}
}

void
say_report(struct rsec_buf *to, const struct month *month)
{
	const struct rsec_manrs_report *report = &month->report;
	const unsigned family = month->family;
	char *text;
	size_t i;

	say_numbers(to, report);
	for (i = 0; i < RSEC_MANRS_CHECKS; i++) {
		if (!report->result[i].applies)
			continue;
		text = manrs_tell(report, mirror_check(family, i));
		say_line(to, rsec_manrs_check_name((enum rsec_manrs_check)i));
		say_line(to, text);
		free(text);
	}
	say_actions(to, report, family);
	text_add(to, "%c", '\0');
}

/* "20.1.2.0/24" at TEXT as its mirror; how many bytes it has. */
static size_t
mirror_at(struct rsec_buf *to, const char *text)
{
	char mirrored[RSEC_PREFIX_SIZE];
	struct rsec_prefix prefix;
	unsigned a, b, c, len = 32;
	int n = 0;

	if (sscanf(text, "20.%u.%u.%u/%u%n", &a, &b, &c, &len, &n) < 4)
		return 0;
	prefix =
	    mirror_prefix(RSEC_IPV6, 20U << 24 | a << 16 | b << 8 | c, len);
	rsec_prefix_format(mirrored, &prefix);
	text_add(to, "%s", mirrored);
	return (size_t)n;
}

/* " /24" or "maxLength 24" at TEXT; how many bytes it has. */
static size_t
mirror_length(struct rsec_buf *to, const char *text)
{
	static const char both[] = " /24 or /48";
	static const char *const before[] = { " /", "maxLength ", "Length: " };
	unsigned len;
	size_t i, n;
	char *end;

	if (strncmp(text, both, strlen(both)) == 0) {
		text_add(to, "%s", both);
		return strlen(both);
	}
	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		n = strlen(before[i]);
		if (strncmp(text, before[i], n) != 0 ||
		    !isdigit((unsigned char)text[n]))
			continue;
		len = (unsigned)strtoul(text + n, &end, 10);
		text_add(to, "%s%u", before[i], len + MIRROR_MORE);
		return (size_t)(end - text);
	}
	return 0;
}

/* A word of one family at TEXT; how many bytes it has. */
static size_t
mirror_word(struct rsec_buf *to, const char *text)
{
	static const struct {
		const char *word, *mirrored;
	} words[] = {
		{ "IPv4", "IPv6" },
		{ "IPv6", "IPv4" },
		{ "route:          ", "route6:         " },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(text, words[i].word, strlen(words[i].word)) == 0) {
			text_add(to, "%s", words[i].mirrored);
			return strlen(words[i].word);
		}
	return 0;
}

void
say_mirrored(struct rsec_buf *to, const char *text)
{
	const char *at = text;
	size_t n;

	while (*at != '\0') {
		n = 0;
		if (at == text ||
		    (!isdigit((unsigned char)at[-1]) && at[-1] != '.'))
			n = mirror_at(to, at);
		if (n == 0)
			n = mirror_length(to, at);
		if (n == 0)
			n = mirror_word(to, at);
		if (n == 0)
			text_add(to, "%c", at[n++]);
		at += n;
	}
	text_add(to, "%c", '\0');
}
