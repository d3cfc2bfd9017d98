/* SPDX-License-Identifier: ISC */
/*
 * From operands to parts: folders are walked in the order of their names,
 * links in them are not followed.  Nothing is opened but folders, so that this
 * is done before the process locks itself down.
 *
 * Files of the RIPE NCC's archive go by day, so that each trust anchor grows
 * at its end, and those of APNIC's trees of one day stand together.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/roa-history/ingest.h"

#define DEPTH_MAX 32 /* folders in folders */

struct part *
part_new(const char *name)
{
	struct part *part = cli_calloc(1, sizeof(*part));

	part->bytes = part->digest = RSEC_BUF_INIT;
	part->raw = -1;
	if ((part->name = strdup(name)) == NULL)
		cli_die("out of memory");
	return part;
}

void
part_rename(struct part *part, const char *name)
{
	free(part->name);
	if ((part->name = strdup(name)) == NULL)
		cli_die("out of memory");
}

void
part_free(struct part *part)
{
	rsec_input_close(part->in);
	if (part->raw != -1)
		close(part->raw);
	rsec_buf_fini(&part->bytes);
	rsec_buf_fini(&part->digest);
	free(part->name);
	free(part);
}

void
parts_add(struct parts *parts, struct part *part)
{
	if (parts->count == parts->cap) {
		parts->cap = parts->cap > 0 ? 2 * parts->cap : 64;
		parts->list =
		    realloc(parts->list, parts->cap * sizeof(*parts->list));
		if (parts->list == NULL)
			cli_die("out of memory");
	}
	parts->list[parts->count++] = part;
}

void
parts_fini(struct parts *parts)
{
	size_t i;

	for (i = 0; i < parts->count; i++)
		part_free(parts->list[i]);
	free(parts->list);
	*parts = (struct parts){ NULL, 0, 0 };
}

static bool
ends_with(const char *s, size_t n, const char *end)
{
	const size_t len = strlen(end);

	return n > len && memcmp(s + n - len, end, len) == 0;
}

bool
part_is_wanted(const char *name)
{
	static const char *const packed[] = { ".xz", ".gz", ".bz2", ".zst" };
	static const char *const ends[] = { ".csv", ".json", ".tar", ".tgz",
		".txz" };
	struct rsec_archive_name archive;
	size_t n = strlen(name), i;

	if (rsec_archive_parse(name, &archive))
		return (archive.kind == RSEC_ARCHIVE_ROAS ||
			   archive.kind == RSEC_ARCHIVE_OUTPUT) &&
		       strcmp(archive.tree, "localcert") != 0;
	for (i = 0; i < sizeof(packed) / sizeof(packed[0]); i++)
		if (ends_with(name, n, packed[i])) {
			n -= strlen(packed[i]);
			break;
		}
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (ends_with(name, n, ends[i]))
			return true;
	return false;
}

struct walk {
	struct parts *parts;
	uint64_t *passed;
	bool *trouble;
};

static void
trouble(struct walk *walk, const char *path)
{
	cli_warn("%s: %s", path, strerror(errno));
	*walk->trouble = true;
}

static void
add_file(struct walk *walk, const char *path, uint64_t size)
{
	struct part *part = part_new(path);

	part->in_archive = rsec_archive_parse(path, &part->archive);
	part->size = size;
	parts_add(walk->parts, part);
}

static int
is_entry(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 &&
	       strcmp(entry->d_name, "..") != 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void walk_folder(struct walk *walk, const char *path, unsigned depth);

static void
walk_entry(struct walk *walk, const char *path, unsigned depth)
{
	struct stat st;

	if (lstat(path, &st) == -1)
		trouble(walk, path);
	else if (S_ISDIR(st.st_mode))
		walk_folder(walk, path, depth + 1);
	else if (S_ISREG(st.st_mode) && part_is_wanted(path))
		add_file(walk, path, (uint64_t)st.st_size);
	else
		++*walk->passed;
}

static void
walk_folder(struct walk *walk, const char *path, unsigned depth)
{
	struct rsec_buf child = RSEC_BUF_INIT;
	struct dirent **list;
	int count, i;

	if (depth > DEPTH_MAX) {
		cli_warn("%s: deeper than %d folders", path, DEPTH_MAX);
		*walk->trouble = true;
		return;
	}
	if ((count = scandir(path, &list, is_entry, by_name)) == -1) {
		trouble(walk, path);
		return;
	}
	for (i = 0; i < count; i++) {
		child.len = 0;
		if (rsec_buf_puts(&child, path) != 0 ||
		    (!ends_with(path, strlen(path), "/") &&
			rsec_buf_addc(&child, '/') != 0) ||
		    rsec_buf_puts(&child, list[i]->d_name) != 0 ||
		    rsec_buf_addc(&child, '\0') != 0)
			cli_die("out of memory");
		walk_entry(walk, child.data, depth);
		free(list[i]);
	}
	free(list);
	rsec_buf_fini(&child);
}

/* A file of the archive that is none of those that are read, if named. */
static bool
is_of_no_use(const char *path)
{
	struct rsec_archive_name archive;

	return rsec_archive_parse(path, &archive) && !part_is_wanted(path);
}

void
parts_find(struct parts *parts, char **operand, size_t operands, bool *failed,
    uint64_t *passed)
{
	struct walk walk = { parts, passed, failed };
	struct stat st;
	size_t i;

	for (i = 0; i < operands; i++) {
		if (rsec_fetch_is_url(operand[i]) ||
		    strcmp(operand[i], "-") == 0)
			add_file(&walk, operand[i], 0);
		else if (stat(operand[i], &st) == -1)
			trouble(&walk, operand[i]);
		else if (S_ISDIR(st.st_mode))
			walk_folder(&walk, operand[i], 0);
		else if (is_of_no_use(operand[i]))
			++*passed;
		else
			add_file(&walk, operand[i], (uint64_t)st.st_size);
	}
	parts_sort(parts);
}

/* A part and where it stood. */
struct place {
	struct part *part;
	size_t at;
};

static int
compare(const struct rsec_archive_name *a, const struct rsec_archive_name *b)
{
	int order;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if ((order = strcmp(a->ta, b->ta)) != 0)
		return order;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->tree, b->tree);
}

static int
by_job(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order = 0;

	if (x->part->in_archive != y->part->in_archive)
		return x->part->in_archive ? -1 : 1;
	if (x->part->in_archive)
		order = compare(&x->part->archive, &y->part->archive);
	if (order != 0)
		return order;
	return x->at < y->at ? -1 : x->at > y->at;
}

void
parts_sort(struct parts *parts)
{
	struct place *places = cli_calloc(parts->count, sizeof(*places));
	size_t i;

	for (i = 0; i < parts->count; i++)
		places[i] = (struct place){ parts->list[i], i };
	qsort(places, parts->count, sizeof(*places), by_job);
	for (i = 0; i < parts->count; i++)
		parts->list[i] = places[i].part;
	free(places);
}

/* The trees of a day are one; a file that one of them has twice is not. */
size_t
parts_of_job(const struct parts *parts, size_t from)
{
	const struct part *first = parts->list[from], *last = first, *next;
	size_t n = 1;

	if (!first->in_archive || strcmp(first->archive.ta, "apnic") != 0)
		return 1;
	for (; from + n < parts->count; n++, last = next) {
		next = parts->list[from + n];
		if (!next->in_archive ||
		    next->archive.day != last->archive.day ||
		    next->archive.kind != last->archive.kind ||
		    strcmp(next->archive.ta, last->archive.ta) != 0 ||
		    strcmp(next->archive.tree, last->archive.tree) == 0)
			break;
	}
	return n;
}
