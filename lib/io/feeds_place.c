/* SPDX-License-Identifier: ISC */
/*
 * Placeholders: words in braces that stand for a step of time or for a page.
 * "{{" is a brace.  Steps of months begin with the first of January; others
 * are parts of a day, and begin with it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utc.h"
#include "io/feeds_private.h"

enum place {
	PLACE_YEAR,
	PLACE_MONTH,
	PLACE_DAY,
	PLACE_HOUR,
	PLACE_MINUTE,
	PLACE_FROM,
	PLACE_TO,
	PLACE_FROM_DATE,
	PLACE_TO_DATE,
	PLACE_PAGE,
	PLACE_RECORD,
	PLACES,
};

static const char *const names[PLACES] = { "year", "month", "day", "hour",
	"minute", "from", "to", "from-date", "to-date", "page", "record" };

/* The placeholder at AT, "{year}"; PLACES: there is none. */
static enum place
find_place(const char *at, size_t *len)
{
	const char *end = strchr(at, '}');
	unsigned i;

	if (end == NULL)
		return PLACES;
	*len = (size_t)(end - at) + 1;
	for (i = 0; i < PLACES; i++)
		if (strlen(names[i]) == *len - 2 &&
		    strncmp(names[i], at + 1, *len - 2) == 0)
			break;
	return (enum place)i;
}

/* Which ones TEXT has, a bit each; false: one that there is not. */
static bool
find_places(const char *text, unsigned *found)
{
	enum place place;
	size_t len;

	*found = 0;
	while ((text = strchr(text, '{')) != NULL) {
		if (text[1] == '{') {
			text += 2;
			continue;
		}
		if ((place = find_place(text, &len)) == PLACES)
			return false;
		*found |= 1U << place;
		text += len;
	}
	return true;
}

const char *
rsec_feed_check_places(struct rsec_feed *feed)
{
	const unsigned pages = 1U << PLACE_PAGE | 1U << PLACE_RECORD;
	const bool steps = feed->step != 0 || feed->step_months != 0;
	const bool paged = feed->records != NULL || feed->next != NULL;
	const char *digest = feed->digest_url != NULL ? feed->digest_url : "";
	unsigned file, url, of_digest;

	if (!find_places(feed->file, &file) || !find_places(feed->url, &url) ||
	    !find_places(digest, &of_digest))
		return "it has a placeholder that does not exist";
	feed->series = (file & ~pages) != 0;
	feed->dated = (url & ~pages) != 0;
	if (!steps && ((file | url | of_digest) & ~pages) != 0)
		return "it has a placeholder of time, and no step";
	if (!paged && ((file | url | of_digest) & pages) != 0)
		return "it has a placeholder of pages, and neither pages nor "
		       "next";
	if (feed->records != NULL && feed->next != NULL)
		return "it has both pages and next";
	if (paged && (file & 1U << PLACE_PAGE) == 0)
		return "its file has no {page}";
	if (feed->records != NULL && (url & pages) == 0)
		return "its url has neither {page} nor {record}";
	if (paged && feed->digest_url != NULL)
		return "it has pages and a digest";
	return NULL;
}

static int64_t
month_begin(int64_t month) /* since 0000-01 */
{
	const struct rsec_civil date = { month / 12, (unsigned)(month % 12) + 1,
		1 };

	return rsec_utc_days(&date) * RSEC_DAY;
}

struct rsec_feed_place
rsec_feed_step(const struct rsec_feed *feed, int64_t t)
{
	struct rsec_feed_place place = { 0, INT64_MAX, 0 };
	struct rsec_civil date;
	int64_t month;

	if (feed->step_months != 0) {
		date = rsec_utc_civil(t / RSEC_DAY);
		month = date.year * 12 + date.month - 1;
		month -= month % feed->step_months;
		place.from = month_begin(month);
		place.to = month_begin(month + feed->step_months);
	} else if (feed->step != 0) {
		place.from = t - t % feed->step;
		place.to = place.from + feed->step;
	}
	return place;
}

static int
put(struct rsec_buf *out, enum place what, const struct rsec_feed *feed,
    const struct rsec_feed_place *place)
{
	const struct rsec_civil date = rsec_utc_civil(place->from / RSEC_DAY);
	const int64_t second = place->from % RSEC_DAY;
	char text[RSEC_UTC_SIZE] = "";

	switch (what) {
	case PLACE_YEAR:
		snprintf(text, sizeof(text), "%04" PRId64, date.year);
		break;
	case PLACE_MONTH:
		snprintf(text, sizeof(text), "%02u", date.month);
		break;
	case PLACE_DAY:
		snprintf(text, sizeof(text), "%02u", date.day);
		break;
	case PLACE_HOUR:
		snprintf(text, sizeof(text), "%02" PRId64, second / 3600);
		break;
	case PLACE_MINUTE:
		snprintf(text, sizeof(text), "%02" PRId64, second / 60 % 60);
		break;
	case PLACE_FROM:
		snprintf(text, sizeof(text), "%" PRId64, place->from);
		break;
	case PLACE_TO:
		snprintf(text, sizeof(text), "%" PRId64, place->to);
		break;
	case PLACE_FROM_DATE:
		rsec_utc_format_day(text, place->from / RSEC_DAY);
		break;
	case PLACE_TO_DATE:
		rsec_utc_format_day(text, place->to / RSEC_DAY);
		break;
	case PLACE_PAGE:
		snprintf(text, sizeof(text), "%" PRIu64, place->page);
		break;
	case PLACE_RECORD:
		snprintf(text, sizeof(text), "%" PRIu64,
		    place->page * feed->page_size);
		break;
	case PLACES:
		break;
	}
	return rsec_buf_puts(out, text);
}

char *
rsec_feed_expand(const struct rsec_feed *feed, const char *text,
    const struct rsec_feed_place *place)
{
	struct rsec_buf out = RSEC_BUF_INIT;
	size_t len;
	int rc = 0;

	while (*text != '\0' && rc == 0) {
		len = strcspn(text, "{");
		if (len > 0) {
			rc = rsec_buf_add(&out, text, len);
		} else if (text[1] == '{') {
			len = 2;
			rc = rsec_buf_addc(&out, '{');
		} else {
			rc = put(&out, find_place(text, &len), feed, place);
		}
		text += len;
	}
	if (rc == 0)
		rc = rsec_buf_addc(&out, '\0');
	if (rc == 0)
		return out.data;
	rsec_buf_fini(&out);
	return NULL;
}
