/* SPDX-License-Identifier: ISC */
/*
 * Write days of the model of tests/lib/archive.h as the RIPE NCC's archive is
 * laid out, TAL.tal/YYYY/MM/DD/roas.csv, not compressed:
 *
 *	history_gen OUTDIR FROM TO [EVERY]
 *
 * FROM and TO are dates, and every EVERYth day is written.  A VRP's URI is
 * that of a ROA in the directory of its AS, and is new when Not Before is.
 */
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utc.h"
#include "tests/lib/archive.h"

#define YEAR (365 * (int64_t)86400)

/* Make the folders above PATH. */
static void
make_folders(char *path)
{
	char *slash;

	for (slash = strchr(path + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0777) == -1 && errno != EEXIST)
			err(2, "%s", path);
		*slash = '/';
	}
}

/* "2026-09-16 04:05:06" */
static void
format_time(char to[RSEC_UTC_SIZE], int64_t time)
{
	rsec_utc_format(to, time);
	to[10] = ' ';
	to[19] = '\0';
}

static void
write_row(
    FILE *file, const struct archive *archive, const struct archive_row *row)
{
	const uint32_t from = archive_not_before(archive, row);
	const char *ta = archive_ta(row->ta);
	char prefix[RSEC_PREFIX_SIZE], begin[RSEC_UTC_SIZE];
	char end[RSEC_UTC_SIZE];

	rsec_prefix_format(prefix, &row->prefix);
	format_time(begin, from);
	format_time(end, from + YEAR);
	fprintf(file,
	    "rsync://rpki.%s.example.net/repository/%08x/%x/%08x.roa,"
	    "AS%u,%s,%u,%s,%s\n",
	    ta, row->asn * 2654435761u, row->asn % 7, from ^ row->asn, row->asn,
	    prefix, row->max_len, begin, end);
}

static void
write_file(const struct archive *archive, const char *directory, uint8_t ta,
    uint32_t *list)
{
	const struct rsec_civil date = rsec_utc_civil(archive->day);
	const uint32_t count = archive_list(archive, ta, list);
	char path[4096];
	FILE *file;
	uint32_t i;

	snprintf(path, sizeof(path), "%s/%s.tal/%04d/%02u/%02u/roas.csv",
	    directory, archive_ta(ta), (int)date.year, date.month, date.day);
	make_folders(path);
	file = fopen(path, "w");
	if (file == NULL)
		err(2, "%s", path);
	fputs("URI,ASN,IP Prefix,Max Length,Not Before,Not After\n", file);
	for (i = 0; i < count; i++)
		write_row(file, archive, &archive->rows[list[i]]);
	if (ferror(file) != 0 || fclose(file) == EOF)
		err(2, "%s", path);
}

static uint32_t
day_of(const char *text)
{
	int64_t time;

	if (!rsec_utc_parse(text, strlen(text), &time) ||
	    time / RSEC_DAY < ARCHIVE_FIRST || time / RSEC_DAY > ARCHIVE_LAST)
		errx(2, "%s is no day from 2011-01-21 to 2026-09-16", text);
	return (uint32_t)(time / RSEC_DAY);
}

int
main(int argc, char **argv)
{
	uint32_t day, to, every, *list;
	struct archive archive;
	uint8_t ta;

	if (argc < 4)
		errx(2, "usage: history_gen OUTDIR FROM TO [EVERY]");
	day = day_of(argv[2]);
	to = day_of(argv[3]);
	every = argc > 4 ? (uint32_t)atoi(argv[4]) : 1;
	archive_init(&archive);
	list = malloc((archive.count + 1) * sizeof(*list));
	if (list == NULL || every == 0)
		err(2, NULL);
	for (; day <= to; day += every) {
		archive_go(&archive, day);
		for (ta = 0; ta < ARCHIVE_TAS; ta++)
			if (archive_state(ta, day) != ARCHIVE_ABSENT)
				write_file(&archive, argv[1], ta, list);
	}
	free(list);
	archive_fini(&archive);
	return 0;
}
