/* SPDX-License-Identifier: ISC */
/*
 * The digests that are published beside inputs.  Of a file FILE.sha256 is
 * looked for, and SHA256 and SHA256SUMS in its folder; of a URL the former, if
 * it is one of the RIPE NCC's archive and of a day that has any.  What an
 * input has of its own, as a member of an archive has it, goes before.
 *
 * The digest is that of the file as it lies there, before decompression.  A
 * list that does not name the file says nothing of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/roa-history/ingest.h"
#include "history/plan.h"

#define LIST_MAX ((size_t)1 << 20) /* bytes of a list of digests */

const char *const lists[LISTS] = { ".sha256", "SHA256", "SHA256SUMS" };

/* Whether TEXT, the contents of LIST, has the DIGEST of PART; -1 with ERR. */
static int
compare(const struct part *part, const char *list, const struct rsec_buf *text,
    const uint8_t digest[RSEC_HASHER_SIZE], struct rsec_err *err)
{
	const char *leaf = strrchr(part->name, '/');
	char want[65], got[65];
	size_t i;

	leaf = leaf != NULL ? leaf + 1 : part->name;
	if (!rsec_archive_digest(text->data, text->len, leaf, want))
		return 0;
	for (i = 0; i < RSEC_HASHER_SIZE; i++)
		snprintf(got + 2 * i, 3, "%02x", digest[i]);
	if (strcmp(got, want) == 0)
		return 0;
	return rsec_err_set(err, RSEC_ERR_CORRUPT,
	    "its SHA-256 is %.16s..., and %s%s says %.16s...", got,
	    *list == '.' ? leaf : "", list, want);
}

/* All of FD, whose position stays where it is, to HASHER. */
static int
hash(int fd, struct rsec_hasher *hasher, struct rsec_err *err)
{
	uint8_t run[65536];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, run, sizeof(run), at)) > 0) {
		rsec_hasher_add(hasher, run, (size_t)n);
		at += n;
	}
	if (n == 0)
		return 0;
	return rsec_err_set(
	    err, RSEC_ERR_IO, "cannot read it: %s", strerror(errno));
}

/* The digest of PART as it lies there. */
static int
digest_of(const struct part *part, struct rsec_hasher *hasher,
    uint8_t digest[RSEC_HASHER_SIZE], struct rsec_err *err)
{
	int fd = part->raw, rc = 0;

	if (part->is_member) {
		rsec_hasher_add(hasher, part->bytes.data, part->bytes.len);
	} else {
		if (fd == -1)
			fd = open(part->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		rc = hash(fd, hasher, err);
		if (fd != part->raw && fd != -1)
			close(fd);
	}
	if (rsec_hasher_end(hasher, digest) == -1 && rc == 0)
		rc = rsec_err_nomem(err);
	return rc;
}

/* FD whole, which it closes. */
static int
slurp(int fd, struct rsec_buf *text, struct rsec_err *err)
{
	uint8_t run[16384];
	ssize_t n;
	int rc = 0;

	while (rc == 0 && (n = read(fd, run, sizeof(run))) != 0)
		if (n < 0 || text->len + (size_t)n > LIST_MAX ||
		    rsec_buf_add(text, run, (size_t)n) != 0)
			rc = rsec_err_set(err, RSEC_ERR_IO,
			    "the digest beside it cannot be read");
	close(fd);
	return rc;
}

char *
list_path(const char *name, const char *list)
{
	const char *slash = strrchr(name, '/');
	size_t len = slash != NULL ? (size_t)(slash + 1 - name) : 0;
	struct rsec_buf path = RSEC_BUF_INIT;

	if (*list == '.')
		len = strlen(name);
	if (rsec_buf_add(&path, name, len) != 0 ||
	    rsec_buf_puts(&path, list) != 0 || rsec_buf_addc(&path, '\0') != 0)
		cli_die("out of memory");
	return path.data;
}

/* The list of PART by its name: 1 with TEXT, 0: there is none, -1 with ERR. */
static int
open_list(const struct part *part, const char *list, struct rsec_buf *text,
    struct rsec_err *err)
{
	char *path = list_path(part->name, list);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	free(path);
	if (fd == -1)
		return 0;
	return slurp(fd, text, err) == 0 ? 1 : -1;
}

int
part_verify(struct part *part, struct rsec_hasher *hasher, struct rsec_err *err)
{
	const bool is_file = !part->is_member && part->raw == -1;
	struct rsec_buf text = RSEC_BUF_INIT;
	uint8_t digest[RSEC_HASHER_SIZE];
	bool hashed = false;
	int rc = 0;
	size_t i;

	if (is_file && part->size == 0)
		return 0; /* a pipe cannot be read twice */
	if (part->digest.len > 0 &&
	    ((rc = digest_of(part, hasher, digest, err)) != 0 ||
		compare(part, ".sha256", &part->digest, digest, err) != 0))
		return -1;
	for (i = 0; is_file && rc != -1 && i < LISTS; i++) {
		text.len = 0;
		rc = open_list(part, lists[i], &text, err);
		if (rc == 1 && !hashed &&
		    digest_of(part, hasher, digest, err) != 0)
			rc = -1;
		if (rc == 1) {
			hashed = true;
			rc = compare(part, lists[i], &text, digest, err);
		}
	}
	rsec_buf_fini(&text);
	return rc;
}

/* What stands at URL.sha256; nothing if there is none. */
static void
fetch_digest(
    const struct cli_input_options *options, const char *url, struct part *part)
{
	const struct rsec_fetch_options fetch = { .timeout = options->timeout,
		.max_size = LIST_MAX };
	struct rsec_fetch_result result = { 0 };
	struct rsec_err err;
	int fd = rsec_fetch(url, &fetch, &result, &err);

	if (fd == -1 && result.status == 404)
		return;
	if (fd == -1 || slurp(fd, &part->digest, &err) != 0)
		cli_die("%s.sha256: %s", part->name, err.msg);
}

void
part_fetch(const struct cli_input_options *options, struct part *part)
{
	const struct rsec_input_options in_options = { .max_size =
							   options->max_size };
	char *shown = cli_shown_name(part->name);
	struct rsec_buf url = RSEC_BUF_INIT;
	struct rsec_err err;
	int fd = cli_fetch(options, part->name);

	if (rsec_buf_puts(&url, part->name) != 0 ||
	    rsec_buf_puts(&url, ".sha256") != 0 ||
	    rsec_buf_addc(&url, '\0') != 0)
		cli_die("out of memory");
	part_rename(part, shown);
	free(shown);
	if ((part->raw = dup(fd)) == -1)
		cli_die("dup: %s", strerror(errno));
	if (rsec_input_open_fd(fd, part->name, &in_options, &part->in, &err) !=
	    0)
		cli_die_err(part->name, &err);
	if (part->in_archive && part->archive.day >= RSEC_ARCHIVE_SHA256)
		fetch_digest(options, url.data, part);
	rsec_buf_fini(&url);
}
