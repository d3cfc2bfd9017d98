/* SPDX-License-Identifier: ISC */
/*
 * When the inputs were made: what one says of itself, the last event that it
 * tells of, a date in its name, or the last change of the file.
 */
#include <stdlib.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"
#include "manrs/stamp.h"

/* A month, and as-rel, which is made on the first, of the month before. */
#define APART_MAX (62 * RSEC_DAY)

const char *
time_of_name(enum time_of time_of)
{
	static const char *const names[] = {
		[TIME_OF_FILE] = "file",
		[TIME_OF_NAME] = "name",
		[TIME_OF_RECORD] = "record",
		[TIME_OF_CONTENT] = "content",
	};

	return names[time_of];
}

/*
 * A checklist holds until it expires, and a list of events may end with an old
 * one; an earlier report is meant to be old.
 */
bool
file_is_state(const struct file *file)
{
	return file->time != 0 && file->time_of != TIME_OF_RECORD &&
	       file->kind != KIND_RSC && file->kind != KIND_FEEDBACK &&
	       file->kind != KIND_PREVIOUS;
}

uint32_t
file_events(const struct file *file, const struct sets *sets)
{
	switch (file->kind) {
	case KIND_CIDR_REPORT:
	case KIND_GRIP:
	case KIND_BGPSTREAM:
		return rsec_manrs_events_count(sets->events);
	case KIND_SPOOFER:
		return rsec_manrs_tests_count(sets->tests);
	default:
		return 0;
	}
}

/* The time of the last of the events from number FROM on; 0. */
static int64_t
last_event(const struct file *file, const struct sets *sets, uint32_t from)
{
	const uint32_t end = file_events(file, sets);
	int64_t time, last = 0;

	for (; from < end; from++) {
		time = file->kind == KIND_SPOOFER
			   ? rsec_manrs_tests_get(sets->tests, from)->time
			   : rsec_manrs_events_get(sets->events, from)->begin;
		if (time > last)
			last = time;
	}
	return last;
}

static bool
find_stamp(struct file *file)
{
	enum rsec_manrs_input input;

	if (file->kind == KIND_DELEGATED)
		input = RSEC_MANRS_DELEGATED;
	else if (file->kind == KIND_BOGONS)
		input = RSEC_MANRS_BOGONS;
	else if (file->kind == KIND_AS_REL)
		input = RSEC_MANRS_AS_REL;
	else
		return false;
	return rsec_manrs_stamp(
	    input, file->head.data, file->head.len, &file->time);
}

void
file_find_time(struct file *file, const struct sets *sets, uint32_t events)
{
	const int64_t last = last_event(file, sets, events);
	int32_t day;

	if (file->time_of == TIME_OF_CONTENT)
		return;
	if (find_stamp(file)) {
		file->time_of = TIME_OF_CONTENT;
	} else if (last != 0) {
		file->time = last;
		file->time_of = TIME_OF_RECORD;
	} else if ((day = file_day(file)) != INT32_MIN) {
		file->time = day * RSEC_DAY;
		file->time_of = TIME_OF_NAME;
	}
}

/* Organisations are listed four times a year, and seldom change. */
static bool
must_fit(const struct file *file)
{
	return file_is_state(file) && file->time_of != TIME_OF_FILE &&
	       file->kind != KIND_AS_ORG && file->kind != KIND_PARTICIPANTS;
}

void
files_tell_apart(const struct file *file, size_t count)
{
	const struct file *end = file + count, *old = NULL, *young = NULL;
	char from[RSEC_UTC_SIZE], to[RSEC_UTC_SIZE];

	for (; file < end; file++) {
		if (!must_fit(file))
			continue;
		if (old == NULL || file->time < old->time)
			old = file;
		if (young == NULL || file->time > young->time)
			young = file;
	}
	if (old == NULL || young->time - old->time <= APART_MAX)
		return;
	rsec_utc_format_day(from, old->time / RSEC_DAY);
	rsec_utc_format_day(to, young->time / RSEC_DAY);
	cli_warn("inputs are of different times: %s is of %s, %s of %s",
	    old->name, from, young->name, to);
}
