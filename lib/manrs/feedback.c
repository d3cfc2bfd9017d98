/* SPDX-License-Identifier: ISC */
/*
 * Disputed incidents: "ID reason" lines.  The ids are sorted, so that each
 * event finds its own by a binary search; of an id that stands twice the last
 * reason counts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/quote.h"
#include "manrs/event_private.h"
#include "text/line.h"

#define BLANKS " \t"

struct dispute {
	const char *id, *reason;
	uint64_t line;
	bool matched;
};

static int
by_id(const void *a, const void *b)
{
	return strcmp(
	    ((const struct dispute *)a)->id, ((const struct dispute *)b)->id);
}

static int
by_id_last_first(const void *a, const void *b)
{
	const struct dispute *x = a, *y = b;
	const int c = by_id(a, b);

	return c != 0 ? c : RSEC_MANRS_CMP(y->line, x->line);
}

/* "disputed: TEXT" in the arena of SET; NULL without memory. */
static const char *
join(struct rsec_manrs_set *set, const char *text)
{
	static const char before[] = "disputed: ";
	const size_t n = strlen(text) + 1;
	char *joined = rsec_arena_alloc(&set->arena, sizeof(before) - 1 + n);

	if (joined == NULL)
		return NULL;
	memcpy(joined, before, sizeof(before) - 1);
	memcpy(joined + sizeof(before) - 1, text, n);
	return joined;
}

/* A line into DISPUTES, its texts into the arena of SET. */
static int
read_line(struct rsec_manrs_set *set, struct rsec_buf *disputes,
    const char *line, size_t n, uint64_t number)
{
	struct dispute dispute = { .line = number };
	char *text, *end;

	if ((text = rsec_arena_strndup(&set->arena, line, n)) == NULL)
		return -1;
	text += strspn(text, BLANKS);
	end = text + strlen(text);
	while (end > text && strchr(BLANKS, end[-1]) != NULL)
		*--end = '\0';
	if (*text == '\0' || *text == '#')
		return 0;
	dispute.id = text;
	text += strcspn(text, BLANKS);
	if (*text != '\0')
		*text++ = '\0';
	text += strspn(text, BLANKS);
	dispute.reason = "disputed";
	if (*text != '\0' && (dispute.reason = join(set, text)) == NULL)
		return -1;
	return rsec_buf_add(disputes, &dispute, sizeof(dispute));
}

/* Sort, and keep the last of each id; returns how many are left. */
static size_t
sort(struct rsec_buf *disputes)
{
	struct dispute *d = (void *)disputes->data;
	const size_t count = disputes->len / sizeof(*d);
	size_t i, kept = 0;

	if (count == 0)
		return 0;
	qsort(d, count, sizeof(*d), by_id_last_first);
	for (i = 1; i < count; i++)
		if (by_id(&d[kept], &d[i]) != 0)
			d[++kept] = d[i];
	return kept + 1;
}

static void
apply(struct rsec_manrs_set *set, struct dispute *disputes, size_t count)
{
	struct rsec_manrs_event *event = (void *)set->records.data;
	size_t left = set->records.len / sizeof(*event);
	struct dispute wanted = { .line = 0 }, *found;

	for (; left > 0 && count > 0; left--, event++) {
		wanted.id = event->id;
		found =
		    bsearch(&wanted, disputes, count, sizeof(*disputes), by_id);
		if (found == NULL)
			continue;
		found->matched = true;
		event->why = found->reason;
	}
}

static int
tell(const struct dispute *disputes, size_t count, const struct rsec_diag *diag,
    uint64_t *matched, struct rsec_err *err)
{
	struct rsec_err why;
	char shown[RSEC_QUOTE_SIZE];
	size_t i;

	for (i = 0; i < count; i++) {
		if (disputes[i].matched) {
			++*matched;
			continue;
		}
		rsec_err_at_line(&why, RSEC_ERR_SYNTAX, disputes[i].line,
		    "no event has the id %s",
		    rsec_quote(shown, disputes[i].id, strlen(disputes[i].id)));
		if (rsec_diag_skip(diag, &why, err) == -1)
			return -1;
	}
	return 0;
}

int
rsec_manrs_feedback_read(struct rsec_manrs_events *events,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *matched,
    struct rsec_err *err)
{
	struct rsec_manrs_set *set = rsec_manrs_events_set(events);
	struct rsec_buf disputes = RSEC_BUF_INIT;
	struct rsec_lines lines;
	const char *line;
	size_t n;
	int rc;

	if (set->frozen)
		return rsec_err_set(err, RSEC_ERR_RANGE, "the set is frozen");
	rsec_lines_init(&lines, source);
	while ((rc = rsec_lines_next(&lines, &line, &n, err)) == 1)
		if (read_line(set, &disputes, line, n, lines.number) == -1) {
			rc = rsec_err_nomem(err);
			break;
		}
	rsec_lines_fini(&lines);
	if (rc == 0) {
		n = sort(&disputes);
		apply(set, (void *)disputes.data, n);
		rc = tell((void *)disputes.data, n, diag, matched, err);
	}
	rsec_buf_fini(&disputes);
	return rc;
}
