/* SPDX-License-Identifier: ISC */
/*
 * Compiled VRP sets.  The smallest has 35 kB, most of it index, and a checksum
 * guards each byte, so the input is a list of changes to one that is made here
 * (changes.h).  A change that is not signed must be refused; one that is may
 * give a wrong answer, but nothing worse.
 */
#include <string.h>
#include <xxhash.h>

#include "base/buf.h"
#include "rpki/coverage.h"
#include "rpki/origin.h"
#include "rpki/vrpmap.h"
#include "tests/fuzz/changes.h"
#include "tests/fuzz/fuzz.h"

#define HEADER	 112
#define CHECKSUM 104

static struct rsec_buf
make_image(void)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_buf image = RSEC_BUF_INIT;
	struct rsec_vrp vrp = { .asn = 64496 };
	size_t i;

	MUST(vrps != NULL);
	for (i = 0; i < PREFIXES; i++) {
		MUST(rsec_prefix_parse(prefixes[i], strlen(prefixes[i]),
			 &vrp.prefix, NULL) == 0);
		MUST(rsec_vrps_ta(vrps, i % 2 == 0 ? "one" : "two", 3, &vrp.ta,
			 NULL) == 0);
		vrp.max_len = vrp.prefix.len;
		MUST(rsec_vrps_add(vrps, &vrp, NULL) == 0);
	}
	MUST(rsec_vrps_freeze(vrps, NULL) == 0);
	MUST(rsec_vrpmap_write(vrps, append, &image, NULL) == 0);
	rsec_vrps_free(vrps);
	return image;
}

static void
sign(struct rsec_buf *image)
{
	uint64_t offset, len, sum;
	size_t at;

	for (at = 32; at < CHECKSUM; at += 24) {
		memcpy(&offset, image->data + at, 8);
		memcpy(&len, image->data + at + 8, 8);
		if (offset > image->len || len > image->len - offset)
			continue;
		sum = XXH3_64bits(image->data + offset, len);
		memcpy(image->data + at + 16, &sum, 8);
	}
	sum = XXH3_64bits(image->data, CHECKSUM);
	memcpy(image->data + CHECKSUM, &sum, 8);
}

static int
take_hole(void *ctx, const struct rsec_prefix *hole)
{
	size_t *holes = ctx;

	MUST(hole->len <= rsec_family_bits(hole->family));
	return ++*holes > 1000;
}

/* Every question, to see whether one of them leaves the set. */
static void
ask(const struct rsec_vrps *vrps)
{
	struct rsec_route route = { .origin = 64496, .has_origin = true };
	enum rsec_rov_reason reason;
	struct rsec_vrp_walk walk;
	struct rsec_vrp vrp;
	size_t i, holes = 0;
	uint32_t n;

	for (n = 0; n < rsec_vrps_count(vrps); n++) {
		rsec_vrps_get(vrps, n, &vrp);
		MUST(strlen(rsec_vrps_ta_name(vrps, vrp.ta)) < HEADER);
	}
	for (i = 0; i < PREFIXES; i++) {
		MUST(rsec_prefix_parse(prefixes[i], strlen(prefixes[i]),
			 &route.prefix, NULL) == 0);
		rsec_rov_validate(vrps, &route, &reason);
		walk = rsec_vrps_covering(vrps, &route.prefix);
		while (rsec_vrp_walk_next(&walk, &vrp))
			rsec_rov_match(&vrp, &route);
		walk = rsec_vrps_inside(vrps, &route.prefix);
		while (rsec_vrp_walk_next(&walk, &vrp))
			rsec_rov_match(&vrp, &route);
		MUST(rsec_coverage_share(vrps, &route.prefix) <= 1.0);
		rsec_coverage_holes(vrps, &route.prefix, take_hole, &holes);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rsec_buf made; /* once; the same for every input */
	struct rsec_buf image = RSEC_BUF_INIT;
	struct rsec_err err = { .msg = "" };
	struct rsec_vrps *vrps;
	bool changed;

	if (size == 0)
		return 0;
	if (made.len == 0)
		made = make_image();
	changed = make_changes(&image, &made, data, size);
	if (data[0] == SIGNED)
		sign(&image);
	vrps = rsec_vrpmap_open((const uint8_t *)image.data, image.len, &err);
	if (vrps == NULL)
		MUST(err.msg[0] != '\0');
	else
		ask(vrps);
	MUST(data[0] != CHANGES || (vrps == NULL) == changed);
	rsec_vrps_free(vrps);
	rsec_buf_fini(&image);
	return 0;
}
