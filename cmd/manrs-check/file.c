/* SPDX-License-Identifier: ISC */
/*
 * An input file.  A month of updates is thousands of files: each is opened
 * when its turn comes, by whom only reading is allowed, and closed behind it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"
#include "io/hasher.h"
#include "manrs/stamp.h"

/*
 * Whether a report tells the digests of files.  Those of a full month take 1.2
 * of 8.9 s of CPU time.
 */
static bool
is_hashed(const struct options *options)
{
	return options->region == NULL &&
	       (options->format != FORMAT_TEXT || options->input.verbose);
}

void
file_init(struct file *file, enum kind kind, const char *path,
    const struct options *options)
{
	struct stat st;

	*file = (struct file){ .kind = kind, .path = path };
	file->name = cli_shown_name(strcmp(path, "-") == 0 ? "stdin" : path);
	file->notes = (struct cli_notes){ .file = file->name,
		.unit = "record",
		.verbose = options->input.verbose };
	if (is_hashed(options) &&
	    (file->hasher = rsec_hasher_new(&file->err)) == NULL)
		cli_die("%s", file->err.msg);
	if (!file_is_early(file) && stat(path, &st) == 0)
		file->time = st.st_mtime;
}

bool
file_is_early(const struct file *file)
{
	return strcmp(file->path, "-") == 0 || rsec_fetch_is_url(file->path);
}

static void
hash(void *ctx, const void *data, size_t len)
{
	struct file *file = ctx;

	rsec_hasher_add(file->hasher, data, len);
	file->size += len;
}

int
file_open(struct file *file, const struct options *options)
{
	const struct rsec_input_options in_options = {
		.max_size = options->input.max_size,
		.tap = file->hasher != NULL ? hash : NULL,
		.tap_ctx = file,
		.text = file->kind != KIND_RIB && file->kind != KIND_UPDATES &&
			file->kind != KIND_RSC,
	};

	if (file->in != NULL)
		return 0;
	if (rsec_fetch_is_url(file->path))
		return rsec_input_open_fd(
		    cli_fetch(&options->input, file->path), file->path,
		    &in_options, &file->in, &file->err);
	return rsec_input_open(file->path, &in_options, &file->in, &file->err);
}

void
file_rewind(struct file *file)
{
	if (file_is_early(file))
		return;
	rsec_input_close(file->in);
	file->in = NULL;
	if (file->hasher == NULL)
		return;
	file->size = 0;
	rsec_hasher_free(file->hasher);
	if ((file->hasher = rsec_hasher_new(&file->err)) == NULL)
		cli_die("%s", file->err.msg);
}

/* Pass on a run, and keep what is of the first bytes. */
static int
next_run(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct file *file = ctx;
	const int rc = file->source.next(file->source.ctx, data, len, err);
	const size_t room = RSEC_MANRS_STAMP_MAX - file->head.len;

	if (rc == 1 && room > 0 &&
	    rsec_buf_add(&file->head, *data, *len < room ? *len : room) != 0)
		return rsec_err_nomem(err);
	return rc;
}

/* Whether the first bytes tell when FILE was made, or that it is no dump. */
static bool
has_head(const struct file *file)
{
	switch (file->kind) {
	case KIND_AS_REL:
	case KIND_BOGONS:
	case KIND_DELEGATED:
	case KIND_IRR:
	case KIND_WHOIS:
		return true;
	default:
		return false;
	}
}

struct rsec_source
file_source(struct file *file)
{
	file->source = rsec_input_source(file->in);
	if (has_head(file))
		return (struct rsec_source){ next_run, file };
	return file->source;
}

void
file_close(struct file *file)
{
	uint8_t digest[RSEC_HASHER_SIZE];
	size_t i;

	rsec_input_close(file->in);
	file->in = NULL;
	if (file->hasher != NULL && !file->failed &&
	    rsec_hasher_end(file->hasher, digest) == 0)
		for (i = 0; i < sizeof(digest); i++)
			snprintf(&file->digest[2 * i], 3, "%02x", digest[i]);
	rsec_hasher_free(file->hasher);
	file->hasher = NULL;
	rsec_buf_fini(&file->head);
}

void
file_fini(struct file *file)
{
	rsec_input_close(file->in);
	rsec_hasher_free(file->hasher);
	rsec_buf_fini(&file->head);
	cli_notes_fini(&file->notes);
	free(file->name);
}

/*
 * The day that S begins with: "20261123", maybe with hours and minutes, and
 * seconds, behind it; or "2026-11-23".
 */
static bool
parse_day(const char *s, int32_t *day)
{
	const size_t digits = strspn(s, "0123456789");
	int64_t t;

	if (!((digits == 8 || digits == 12 || digits == 14) &&
		rsec_utc_parse_digits(s, 8, &t)) &&
	    !(strspn(s, "0123456789-") >= 10 && rsec_utc_parse(s, 10, &t)))
		return false;
	*day = (int32_t)(t / RSEC_DAY);
	return true;
}

int32_t
file_day(const struct file *file)
{
	const char *slash = strrchr(file->path, '/');
	const char *at = slash != NULL ? slash + 1 : file->path;
	size_t digits;
	int32_t day;

	for (; *at != '\0'; at += digits > 0 ? digits : 1) {
		if (parse_day(at, &day))
			return day;
		digits = strspn(at, "0123456789");
	}
	return INT32_MIN;
}
