/* SPDX-License-Identifier: ISC */
/*
 * -u: the lines of each object that changed, in the unified form of diff(1),
 * one hunk an object.  The hunks stand in the order of the objects' keys, not
 * of their lines: it is for reading, not for patch(1).
 *
 * Inside an object the longest common subsequence of lines is found by the
 * table of all pairs.  Beyond PAIRS_MAX pairs, after common lines at both ends
 * are set aside, all of what is between is replaced: an as-set of thousands of
 * lines is not worth the seconds.
 */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

#define PAIRS_MAX ((size_t)4 << 20)

struct line {
	const char *s;
	size_t n;
};

struct lines {
	struct line *line;
	size_t count;
};

/* The lines of OBJECT, without their ends; none of NULL. */
static struct lines
split(const struct rsec_rpsl_object *object)
{
	struct lines lines = { NULL, 0 };
	const char *at, *end, *stop;
	size_t n;

	if (object == NULL)
		return lines;
	end = object->text + object->len;
	for (n = 1, at = object->text; at < end; at++)
		n += *at == '\n';
	lines.line = cli_calloc(n, sizeof(*lines.line));
	for (at = object->text; at < end; at = stop + 1) {
		if ((stop = memchr(at, '\n', (size_t)(end - at))) == NULL)
			stop = end;
		n = (size_t)(stop - at);
		if (n > 0 && at[n - 1] == '\r')
			n--;
		lines.line[lines.count++] = (struct line){ at, n };
	}
	return lines;
}

static bool
same(const struct line *a, const struct line *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->s, b->s, a->n) == 0);
}

static void
put(struct rsec_out *out, const char *sign, const struct line *line)
{
	rsec_out_raw(out, sign);
	rsec_out_raw_bytes(out, line->s, line->n);
	rsec_out_raw(out, "\n");
}

static void
put_all(struct rsec_out *out, const char *sign, const struct lines *lines)
{
	size_t i;

	for (i = 0; i < lines->count; i++)
		put(out, sign, &lines->line[i]);
}

/*
 * longest[i * (b->count + 1) + j] is the length of the longest common
 * subsequence of what follows line i of A and line j of B.
 */
static uint32_t *
longest_common(const struct lines *a, const struct lines *b)
{
	size_t width = b->count + 1, i, j;
	uint32_t *longest, *below, *right, *at;

	longest = cli_calloc((a->count + 1) * width, sizeof(*longest));
	for (i = a->count; i-- > 0;)
		for (j = b->count; j-- > 0;) {
			at = &longest[i * width + j];
			below = at + width;
			right = at + 1;
			if (same(&a->line[i], &b->line[j]))
				*at = below[1] + 1;
			else
				*at = *below >= *right ? *below : *right;
		}
	return longest;
}

/* What is between the common lines at both ends. */
static void
put_middle(struct rsec_out *out, const struct lines *a, const struct lines *b)
{
	size_t width = b->count + 1, i = 0, j = 0;
	uint32_t *longest;

	if (b->count > 0 && a->count > PAIRS_MAX / b->count) {
		put_all(out, "-", a);
		put_all(out, "+", b);
		return;
	}
	longest = longest_common(a, b);
	while (i < a->count || j < b->count) {
		if (i < a->count && j < b->count &&
		    same(&a->line[i], &b->line[j])) {
			put(out, " ", &a->line[i++]);
			j++;
		} else if (j == b->count ||
			   (i < a->count && longest[(i + 1) * width + j] >=
						longest[i * width + j + 1]))
			put(out, "-", &a->line[i++]);
		else
			put(out, "+", &b->line[j++]);
	}
	free(longest);
}

static void
put_lines(struct rsec_out *out, struct lines a, struct lines b)
{
	struct lines tail = { NULL, 0 };

	for (; a.count > 0 && b.count > 0 && same(a.line, b.line);
	     a.line++, b.line++, a.count--, b.count--)
		put(out, " ", a.line);
	while (a.count > 0 && b.count > 0 &&
	       same(&a.line[a.count - 1], &b.line[b.count - 1])) {
		a.count--;
		b.count--;
		tail.count++;
	}
	tail.line = a.line + a.count;
	put_middle(out, &a, &b);
	if (tail.count > 0)
		put_all(out, " ", &tail);
}

/* "-12,7": where the lines of an object stand in its dump. */
static void
put_range(struct rsec_out *out, const char *sign,
    const struct rsec_rpsl_object *object, size_t count)
{
	char digits[RSEC_U64_DIGITS];
	uint64_t line = object != NULL ? object->line : 0;

	rsec_out_raw(out, sign);
	rsec_out_raw_bytes(out, digits, rsec_format_u64(digits, line));
	rsec_out_raw(out, ",");
	rsec_out_raw_bytes(out, digits, rsec_format_u64(digits, count));
}

static void
put_hunk(struct rsec_out *out, const struct rsec_irr_change *change)
{
	struct lines old = split(change->old_object),
		     new = split(change->new_object);

	put_range(out, "@@ -", change->old_object, old.count);
	put_range(out, " +", change->new_object, new.count);
	rsec_out_raw(out, " @@ ");
	rsec_out_raw(out, rsec_rpsl_class_name(change->class_id));
	rsec_out_raw(out, " ");
	rsec_out_raw(out, change->key);
	rsec_out_raw(out, " ");
	rsec_out_raw(out, change->source);
	rsec_out_raw(out, "\n");
	put_lines(out, old, new);
	free(old.line);
	free(new.line);
}

static void
put_name(struct rsec_out *out, const char *sign, const char *name)
{
	rsec_out_raw(out, sign);
	rsec_out_raw(out, name);
	rsec_out_raw(out, "\n");
}

void
print_unified(const struct options *options, const struct rsec_irr_diff *diff,
    struct rsec_out *out)
{
	const struct rsec_irr_change *change;
	bool any = false;
	size_t i;

	for (i = 0; i < rsec_irr_diff_count(diff); i++) {
		change = rsec_irr_diff_get(diff, i);
		if (!changes_wanted(options, change))
			continue;
		if (!any) {
			put_name(out, "--- ", options->dump[0].path);
			put_name(out, "+++ ", options->dump[1].path);
			any = true;
		}
		put_hunk(out, change);
		if (rsec_out_failed(out))
			break;
	}
}
