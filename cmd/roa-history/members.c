/* SPDX-License-Identifier: ISC */
/*
 * The members of an archive of tar as parts.  A member's FILE.sha256 is looked
 * for right behind it.  Those of APNIC's trees wait for the end, when all of a
 * day are there.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/roa-history/ingest.h"
#include "io/tar.h"

#define DIGEST_FILE_MAX ((uint64_t)64 << 10) /* bytes of FILE.sha256 */

struct members {
	struct crew *crew;
	const struct part *archive;
	struct rsec_tar tar;
	struct part *last; /* whose digest may come next */
	struct parts held;
	size_t held_bytes;
};

/* "ARCHIVE/MEMBER" */
static struct part *
new_member(const struct members *members, const char *name)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct part *part;

	if (rsec_buf_puts(&text, members->archive->name) != 0 ||
	    rsec_buf_addc(&text, '/') != 0 || rsec_buf_puts(&text, name) != 0 ||
	    rsec_buf_addc(&text, '\0') != 0)
		cli_die("out of memory");
	part = part_new(text.data);
	rsec_buf_fini(&text);
	part->is_member = true;
	part->in_archive = rsec_archive_parse(name, &part->archive);
	return part;
}

/* Nothing more will be known of the last one. */
static int
hand_over(struct members *members, struct rsec_err *err)
{
	struct part *part = members->last;

	members->last = NULL;
	if (part == NULL)
		return 0;
	if (!part->in_archive ||
	    strncmp(part->archive.tree, "apnic-", 6) != 0) {
		crew_add(members->crew, &part, 1);
		return 0;
	}
	members->held_bytes += part->bytes.len;
	parts_add(&members->held, part);
	if (members->held_bytes <= HELD_MAX)
		return 0;
	return rsec_err_set(err, RSEC_ERR_LIMIT,
	    "more than %zu bytes of APNIC's trees, which are read together: "
	    "unpack the archive",
	    HELD_MAX);
}

static bool
is_digest_of(const struct part *part, const char *name)
{
	const size_t n = strlen(name), len = n - strlen(".sha256");

	return part != NULL && n > strlen(".sha256") &&
	       strcmp(name + len, ".sha256") == 0 && strlen(part->name) > len &&
	       strncmp(part->name + strlen(part->name) - len, name, len) == 0;
}

static int
take_member(struct members *members, const char *name, uint64_t size,
    struct rsec_err *err)
{
	struct part *part;

	if (is_digest_of(members->last, name) && size <= DIGEST_FILE_MAX)
		return rsec_tar_read(
		    &members->tar, &members->last->digest, err);
	if (hand_over(members, err) != 0)
		return -1;
	if (!part_is_wanted(name))
		return 0;
	part = new_member(members, name);
	if (size > PART_MAX) {
		part_free(part);
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "%s has more than %zu bytes", name, PART_MAX);
	}
	if (rsec_tar_read(&members->tar, &part->bytes, err) != 0) {
		part_free(part);
		return -1;
	}
	members->last = part;
	return 0;
}

static void
release(struct members *members)
{
	size_t from, n;

	parts_sort(&members->held);
	for (from = 0; from < members->held.count; from += n) {
		n = parts_of_job(&members->held, from);
		crew_add(members->crew, members->held.list + from, n);
	}
	free(members->held.list);
}

int
members_add(struct crew *crew, struct part *archive, struct rsec_err *err)
{
	struct members members = { .crew = crew, .archive = archive };
	struct rsec_err later;
	const char *name;
	uint64_t size;
	int rc;

	rsec_tar_init(&members.tar, rsec_input_source(archive->in));
	while ((rc = rsec_tar_next(&members.tar, &name, &size, err)) == 1)
		if ((rc = take_member(&members, name, size, err)) != 0)
			break;
	if (hand_over(&members, &later) != 0 && rc == 0) {
		*err = later;
		rc = -1;
	}
	release(&members);
	rsec_tar_fini(&members.tar);
	return rc;
}
