/* SPDX-License-Identifier: ISC */
/*
 * Reading feeds.  A line is a keyword and a value behind blanks; "#" at its
 * beginning or behind a blank starts a comment; "source NAME" starts a feed.
 * Each keyword may stand once in a feed.  Nothing is guessed: what is not
 * understood is an error, since a URL that is wrong in silence is found out
 * when the data is missed.
 */
#include "io/feeds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/quote.h"
#include "io/feeds_private.h"
#include "text/line.h"

struct word {
	const char *s;
	size_t n;
};

struct reader {
	struct rsec_feeds *feeds;
	struct rsec_feed *feed; /* the last, or NULL */
	size_t room;
	uint64_t line;
	unsigned seen; /* keywords of the feed, a bit each */
	struct rsec_err *err;
};

static int
bad(const struct reader *reader, const char *keyword, struct word value,
    const char *what)
{
	char quoted[RSEC_QUOTE_SIZE];

	return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX, reader->line,
	    "%s: %s is %s", keyword, rsec_quote(quoted, value.s, value.n),
	    what);
}

static int
keep(struct reader *reader, const char **to, struct word value)
{
	*to = rsec_arena_strndup(reader->feeds->arena, value.s, value.n);
	return *to != NULL ? 0 : rsec_err_nomem(reader->err);
}

static bool
is_name(struct word word)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-";
	size_t i;

	for (i = 0; i < word.n; i++)
		if (word.s[i] == '\0' || strchr(good, word.s[i]) == NULL)
			return false;
	return word.n > 0 && word.s[0] != '.' && word.s[0] != '-';
}

/* One word, printable ASCII. */
static bool
is_plain(struct word word)
{
	size_t i;

	for (i = 0; i < word.n; i++)
		if (word.s[i] <= ' ' || word.s[i] > '~')
			return false;
	return word.n > 0;
}

/* Whether it stays below a folder, and no part of it is hidden. */
static bool
is_path(struct word word)
{
	bool begin = true;
	size_t i;

	for (i = 0; i < word.n; i++) {
		if (begin && (word.s[i] == '.' || word.s[i] == '/'))
			return false;
		begin = word.s[i] == '/';
	}
	return is_plain(word) && !begin;
}

static bool
is_url(struct word word)
{
	static const char *const schemes[] = { "https://", "http://",
		"ftp://" };
	size_t i, n;

	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		n = strlen(schemes[i]);
		if (word.n > n && strncasecmp(word.s, schemes[i], n) == 0)
			return is_plain(word);
	}
	return false;
}

/*
 * A number with a unit behind it, which is one of UNITS; without a unit it is
 * by NONE.
 */
struct unit {
	const char *name;
	uint64_t by;
};

static bool
parse_number(
    struct word word, const struct unit *units, uint64_t max, uint64_t *out)
{
	uint64_t number = 1;
	size_t n = 0;

	while (n < word.n && word.s[n] >= '0' && word.s[n] <= '9')
		n++;
	if (n > 0 && !rsec_parse_u64(word.s, n, max, &number))
		return false;
	for (; units->name != NULL; units++)
		if (strlen(units->name) == word.n - n &&
		    strncasecmp(units->name, word.s + n, word.n - n) == 0)
			break;
	if (units->name == NULL || (n == 0 && *units->name == '\0') ||
	    number > max / units->by)
		return false;
	*out = number * units->by;
	return true;
}

static int
take_size(
    struct reader *reader, const char *keyword, struct word value, uint64_t *to)
{
	static const struct unit units[] = { { "", 1 },
		{ "K", (uint64_t)1 << 10 }, { "M", (uint64_t)1 << 20 },
		{ "G", (uint64_t)1 << 30 }, { "T", (uint64_t)1 << 40 },
		{ NULL, 0 } };

	if (value.n == 0 || value.s[0] < '0' || value.s[0] > '9' ||
	    !parse_number(value, units, (uint64_t)1 << 50, to))
		return bad(reader, keyword, value,
		    "not a size: bytes, or a number with K, M, G or T");
	return 0;
}

static int
take_time(
    struct reader *reader, const char *keyword, struct word value, uint32_t *to)
{
	static const struct unit units[] = { { "m", 60 }, { "h", 3600 },
		{ "d", 86400 }, { "w", 7 * 86400 }, { NULL, 0 } };
	uint64_t seconds;

	if (!parse_number(value, units, 366 * 86400, &seconds))
		return bad(reader, keyword, value,
		    "not a time: a number with m, h, d or w");
	*to = (uint32_t)seconds;
	return 0;
}

static int
take_step(struct reader *reader, struct word value)
{
	static const struct unit months[] = { { "month", 1 }, { "months", 1 },
		{ NULL, 0 } };
	uint64_t n;
	int rc;

	if (parse_number(value, months, 12, &n) && n > 0) {
		reader->feed->step_months = (uint32_t)n;
		return 0;
	}
	rc = take_time(reader, "step", value, &reader->feed->step);
	if (rc == 0 && (reader->feed->step == 0 || reader->feed->step > 86400 ||
			   86400 % reader->feed->step != 0))
		return bad(reader, "step", value,
		    "not a part of a day, a day, or months");
	return rc;
}

/* "data 1000": an array, and how many a full page has. */
static int
take_pages(struct reader *reader, struct word value)
{
	const char *blank = memchr(value.s, ' ', value.n);
	struct word name = value, size;

	if (blank == NULL)
		blank = memchr(value.s, '\t', value.n);
	if (blank == NULL)
		return bad(reader, "pages", value,
		    "not the name of an array and the size of a page");
	name.n = (size_t)(blank - value.s);
	while (*blank == ' ' || *blank == '\t')
		blank++;
	size.s = blank;
	size.n = (size_t)(value.s + value.n - blank);
	if (!is_plain(name) ||
	    !rsec_parse_u64(
		size.s, size.n, 1000000, &reader->feed->page_size) ||
	    reader->feed->page_size == 0)
		return bad(reader, "pages", value,
		    "not the name of an array and the size of a page");
	return keep(reader, &reader->feed->records, name);
}

static int
take_plain(struct reader *reader, const char *keyword, struct word value,
    bool good, const char *what, const char **to)
{
	return good ? keep(reader, to, value)
		    : bad(reader, keyword, value, what);
}

static int
take_digest(struct reader *reader, const char *keyword, struct word value,
    enum rsec_feed_digest digest)
{
	if (reader->feed->digest_url != NULL)
		return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX,
		    reader->line, "%s: there is another digest before",
		    keyword);
	reader->feed->digest = digest;
	return take_plain(reader, keyword, value, is_url(value), "not a URL",
	    &reader->feed->digest_url);
}

enum keyword {
	GROUP,
	FILE_NAME,
	URL,
	MD5,
	SHA256,
	ACCEPT,
	MIN_SIZE,
	MAX_SIZE,
	EVERY,
	STEP,
	PAGES,
	NEXT,
	OPTIONAL,
	KEYWORDS,
};

static const char *const keywords[KEYWORDS] = { "group", "file", "url", "md5",
	"sha256", "accept", "min-size", "max-size", "every", "step", "pages",
	"next", "optional" };

static int
take_value(struct reader *reader, enum keyword keyword, struct word value)
{
	struct rsec_feed *feed = reader->feed;
	const char *name = keywords[keyword];

	switch (keyword) {
	case GROUP:
		return take_plain(reader, name, value, is_name(value),
		    "not a name", &feed->group);
	case FILE_NAME:
		return take_plain(reader, name, value, is_path(value),
		    "not a path below the folder", &feed->file);
	case URL:
		return take_plain(reader, name, value, is_url(value),
		    "not a URL of https, http or ftp", &feed->url);
	case MD5:
		return take_digest(reader, name, value, RSEC_FEED_MD5);
	case SHA256:
		return take_digest(reader, name, value, RSEC_FEED_SHA256);
	case ACCEPT:
		return take_plain(reader, name, value, is_plain(value),
		    "not a media type", &feed->accept);
	case MIN_SIZE:
		return take_size(reader, name, value, &feed->min_size);
	case MAX_SIZE:
		return take_size(reader, name, value, &feed->max_size);
	case EVERY:
		return take_time(reader, name, value, &feed->every);
	case STEP:
		return take_step(reader, value);
	case PAGES:
		return take_pages(reader, value);
	case NEXT:
		return take_plain(reader, name, value, is_plain(value),
		    "not the name of a member", &feed->next);
	case OPTIONAL:
		feed->optional = true;
		return value.n == 0
			   ? 0
			   : bad(reader, name, value, "more than it takes");
	case KEYWORDS:
		break;
	}
	return 0;
}

/* The feed is complete: whether it says all that it must. */
static int
finish_feed(struct reader *reader)
{
	struct rsec_feed *feed = reader->feed;
	const char *what = NULL;

	if (feed == NULL)
		return 0;
	if (feed->group == NULL)
		what = "it has no group";
	else if (feed->file == NULL)
		what = "it has no file";
	else if (feed->url == NULL)
		what = "it has no url";
	else if (feed->max_size != 0 && feed->min_size > feed->max_size)
		what = "its min-size is more than its max-size";
	if (what == NULL)
		what = rsec_feed_check_places(feed);
	if (what == NULL)
		return 0;
	return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX, feed->line,
	    "source %s: %s", feed->name, what);
}

static int
begin_feed(struct reader *reader, struct word name)
{
	struct rsec_feeds *feeds = reader->feeds;
	struct rsec_feed *grown;

	if (!is_name(name))
		return bad(reader, "source", name, "not a name");
	if (finish_feed(reader) != 0)
		return -1;
	if (feeds->count == RSEC_FEEDS_MAX)
		return rsec_err_at_line(reader->err, RSEC_ERR_LIMIT,
		    reader->line, "more than %d sources", RSEC_FEEDS_MAX);
	if (feeds->count == reader->room) {
		reader->room = reader->room > 0 ? 2 * reader->room : 64;
		grown = reallocarray(
		    feeds->feed, reader->room, sizeof(*feeds->feed));
		if (grown == NULL)
			return rsec_err_nomem(reader->err);
		feeds->feed = grown;
	}
	reader->feed = &feeds->feed[feeds->count++];
	*reader->feed = (struct rsec_feed){ .line = reader->line,
		.every = RSEC_FEED_EVERY };
	reader->seen = 0;
	return keep(reader, &reader->feed->name, name);
}

/* What is left of LINE[0..n) without its comment and blanks around. */
static struct word
strip(const char *line, size_t n)
{
	struct word word = { line, 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		if (line[i] == '#' &&
		    (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t'))
			break;
		if (line[i] != ' ' && line[i] != '\t')
			word.n = i + 1;
	}
	while (word.n > 0 && (*word.s == ' ' || *word.s == '\t')) {
		word.s++;
		word.n--;
	}
	return word;
}

static int
take_line(struct reader *reader, const char *line, size_t n)
{
	struct word word = strip(line, n), value;
	char quoted[RSEC_QUOTE_SIZE];
	unsigned i;

	value = word;
	while (value.n > 0 && *value.s != ' ' && *value.s != '\t') {
		value.s++;
		value.n--;
	}
	word.n -= value.n;
	value = strip(value.s, value.n);
	if (word.n == 0)
		return 0;
	if (word.n == 6 && memcmp(word.s, "source", 6) == 0)
		return begin_feed(reader, value);
	for (i = 0; i < KEYWORDS; i++)
		if (strlen(keywords[i]) == word.n &&
		    memcmp(keywords[i], word.s, word.n) == 0)
			break;
	if (i == KEYWORDS || reader->feed == NULL)
		return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX,
		    reader->line, "%s %s", rsec_quote(quoted, word.s, word.n),
		    i == KEYWORDS ? "is not a keyword"
				  : "stands before the first source");
	if ((reader->seen & 1U << i) != 0)
		return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX,
		    reader->line, "%s stands twice in source %s", keywords[i],
		    reader->feed->name);
	reader->seen |= 1U << i;
	return take_value(reader, (enum keyword)i, value);
}

/* Each name, and each file, is that of one feed. */
static int
check_twins(const struct rsec_feeds *feeds, struct rsec_err *err)
{
	const struct rsec_feed *a, *b;
	size_t i, j;

	for (i = 1; i < feeds->count; i++) {
		a = &feeds->feed[i];
		for (j = 0; j < i; j++) {
			b = &feeds->feed[j];
			if (strcmp(a->name, b->name) != 0 &&
			    strcmp(a->file, b->file) != 0)
				continue;
			return rsec_err_at_line(err, RSEC_ERR_SYNTAX, a->line,
			    "source %s has the %s of that in line %" PRIu64,
			    a->name,
			    strcmp(a->name, b->name) == 0 ? "name" : "file",
			    b->line);
		}
	}
	return 0;
}

static int
read_lines(struct reader *reader, struct rsec_source source)
{
	struct rsec_lines lines;
	const char *line;
	size_t n;
	int rc;

	rsec_lines_init(&lines, source);
	while ((rc = rsec_lines_next(&lines, &line, &n, reader->err)) == 1) {
		reader->line = lines.number;
		if ((rc = take_line(reader, line, n)) != 0)
			break;
	}
	rsec_lines_fini(&lines);
	return rc;
}

int
rsec_feeds_read(
    struct rsec_feeds *feeds, struct rsec_source source, struct rsec_err *err)
{
	struct reader reader = { .feeds = feeds, .err = err };

	*feeds = (struct rsec_feeds){ .count = 0 };
	feeds->arena = calloc(1, sizeof(*feeds->arena));
	if (feeds->arena == NULL)
		return rsec_err_nomem(err);
	*feeds->arena = RSEC_ARENA_INIT;
	if (read_lines(&reader, source) == 0 && finish_feed(&reader) == 0 &&
	    check_twins(feeds, err) == 0)
		return 0;
	rsec_feeds_fini(feeds);
	return -1;
}

void
rsec_feeds_fini(struct rsec_feeds *feeds)
{
	if (feeds->arena != NULL)
		rsec_arena_fini(feeds->arena);
	free(feeds->arena);
	free(feeds->feed);
	*feeds = (struct rsec_feeds){ .count = 0 };
}
