/* SPDX-License-Identifier: ISC */
/* Scenarios of lib/rpki; see each.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "rpki/slurm.h"
#include "rpki/vrp.h"
#include "rpki/vrpfile.h"
#include "rpki/vrpmap.h"
#include "tests/lib/prefixes.h"
#include "tests/unit/alloc/each.h"

static int
fill_vrps(struct rsec_vrps *vrps, struct rsec_err *err)
{
	struct random r = { 9582 };
	struct rsec_vrp vrp;
	char name[8];
	int i, n;

	for (i = 0; i < 3000; i++) {
		vrp.prefix = prefix_random(&r, i % 2 ? RSEC_IPV4 : RSEC_IPV6);
		vrp.max_len = vrp.prefix.len;
		vrp.asn = (uint32_t)i;
		n = snprintf(name, sizeof(name), "ta%d", i % 40);
		if (rsec_vrps_ta(vrps, name, (size_t)n, &vrp.ta, err) == -1 ||
		    rsec_vrps_add(vrps, &vrp, err) == -1)
			return -1;
	}
	return rsec_vrps_freeze(vrps, err);
}

static int
build_vrps(void *ctx, struct rsec_err *err)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	int rc;

	(void)ctx;
	if (vrps == NULL)
		return rsec_err_nomem(err);
	rc = fill_vrps(vrps, err);
	if (rc == 0)
		assert_true(rsec_vrps_count(vrps) == 3000);
	rsec_vrps_free(vrps);
	return rc;
}

void
a_set_of_vrps(void **state)
{
	(void)state;
	every_allocation_fails(build_vrps, NULL);
}

static int
add_to_buffer(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

/* Write the set CTX and open what was written. */
static int
write_and_open(void *ctx, struct rsec_err *err)
{
	struct rsec_buf file = RSEC_BUF_INIT;
	struct rsec_vrps *mapped = NULL;
	int rc;

	rc = rsec_vrpmap_write(ctx, add_to_buffer, &file, err);
	if (rc == -1 && err->code == RSEC_ERR_STOPPED)
		rc = rsec_err_nomem(err); /* it was our buffer */
	if (rc == 0) {
		mapped =
		    rsec_vrpmap_open((const uint8_t *)file.data, file.len, err);
		rc = mapped == NULL ? -1 : 0;
	}
	if (rc == 0)
		assert_true(rsec_vrps_count(mapped) == 3000);
	rsec_vrps_free(mapped);
	rsec_buf_fini(&file);
	return rc;
}

void
a_compiled_set(void **state)
{
	struct rsec_vrps *vrps;
	struct rsec_err err;

	(void)state;
	skip_without_shim();
	vrps = rsec_vrps_new();
	assert_non_null(vrps);
	assert_int_equal(fill_vrps(vrps, &err), 0);
	every_allocation_fails(write_and_open, vrps);
	rsec_vrps_free(vrps);
}

static int
take_extra(
    void *ctx, const struct rsec_vrpfile_extra *extra, struct rsec_err *err)
{
	(void)ctx;
	(void)err;
	assert_true(extra->asn == 64496);
	return 0;
}

static const char *
rename_ta(void *ctx, const char *name)
{
	(void)name;
	return ctx;
}

/* The same with all that it tells beside them. */
static int
read_all(void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { ctx, strlen(ctx), 9 };
	struct rsec_vrps *vrps = rsec_vrps_new(), *other = rsec_vrps_new();
	char name[] = "b";
	int rc = -1;

	if (vrps == NULL || other == NULL) {
		rsec_err_nomem(err);
	} else {
		rsec_vrps_keep_times(vrps);
		rc = rsec_vrpfile_read_all(rsec_source_memory(&memory), "ta",
		    other, take_extra, NULL, NULL, NULL, err);
		if (rc == 0)
			rc = rsec_vrps_rename(other, rename_ta, name, err);
		if (rc == 0)
			rc = rsec_vrps_merge(vrps, other, err);
		if (rc == 0)
			rc = rsec_vrps_freeze(vrps, err);
		if (rc == 0)
			assert_non_null(rsec_vrps_times(vrps));
	}
	rsec_vrps_free(vrps);
	rsec_vrps_free(other);
	return rc;
}

/* Read a file of two VRPs. */
static int
read_vrps(void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { ctx, strlen(ctx), 9 };
	struct rsec_vrps *vrps = rsec_vrps_new();
	int rc;

	if (vrps == NULL)
		return rsec_err_nomem(err);
	rc = rsec_vrpfile_read(
	    rsec_source_memory(&memory), "ta", vrps, NULL, NULL, err);
	if (rc == 0)
		rc = rsec_vrps_freeze(vrps, err);
	if (rc == 0)
		assert_true(rsec_vrps_count(vrps) == 2);
	rsec_vrps_free(vrps);
	return rc;
}

void
vrp_files_of_every_format(void **state)
{
	static char extras[] =
	    "{\"roas\": [], \"aspas\": [{\"customer\": \"AS64496\","
	    " \"providers\": [\"AS64499\", 64500]}], \"bgpsec_keys\":"
	    " [{\"asn\": 64496, \"pubkey\": \"MFkwEwYH\", \"ski\":"
	    " \"5d4250e2d81d4448d8a29efce91d29ff075ec9e2\"}]}";
	static char json[] =
	    "{\"metadata\": {\"buildtime\": \"2026-11-23T00:00:00Z\"},"
	    " \"roas\": [{\"asn\": \"AS64496\", \"prefix\":"
	    " \"192.0.2.0/24\", \"maxLength\": 24, \"ta\": \"a\"},"
	    " {\"asn\": 64496, \"prefix\": \"2001:db8::/32\","
	    " \"maxLength\": 48, \"ta\": \"b\"}]}";
	static char csv[] = "ASN,IP Prefix,Max Length,Trust Anchor\n"
			    "AS64496,192.0.2.0/24,24,\"a\"\n"
			    "AS64496,2001:db8::/32,48,b\n";
	static char openbgpd[] =
	    "roa-set {\n\t192.0.2.0/24 source-as 64496\n"
	    "\t2001:db8::/32 maxlen 48 source-as 64496\n}\n";
	static char bird[] = "route 192.0.2.0/24 max 24 as 64496;\n"
			     "route 2001:db8::/32 max 48 as 64496;\n";

	(void)state;
	every_allocation_fails(read_vrps, json);
	every_allocation_fails(read_all, json);
	every_allocation_fails(read_all, extras);
	every_allocation_fails(read_vrps, csv);
	every_allocation_fails(read_vrps, openbgpd);
	every_allocation_fails(read_vrps, bird);
}

static int
fill_and_except(
    struct rsec_slurm *slurm, struct rsec_vrps *vrps, struct rsec_err *err)
{
	struct rsec_vrp vrp = { { 0xc000020000000000, 0, RSEC_IPV4, 24 }, 64496,
		24, 0 };
	uint64_t removed;

	if (rsec_vrps_ta(vrps, "ta", 2, &vrp.ta, err) == -1 ||
	    rsec_vrps_add(vrps, &vrp, err) == -1 ||
	    rsec_slurm_apply(&slurm, 1, vrps, &removed, err) == -1)
		return -1;
	assert_true(removed == 1);
	return rsec_vrps_freeze(vrps, err);
}

/* One VRP is filtered out, one is asserted. */
static int
apply_slurm(void *ctx, struct rsec_err *err)
{
	struct rsec_slurm *slurm;
	struct rsec_vrps *vrps;
	int rc;

	if (rsec_slurm_parse(ctx, strlen(ctx), &slurm, err) == -1)
		return -1;
	vrps = rsec_vrps_new();
	rc = vrps == NULL ? rsec_err_nomem(err)
			  : fill_and_except(slurm, vrps, err);
	if (rc == 0)
		assert_true(rsec_vrps_count(vrps) == 1);
	rsec_vrps_free(vrps);
	rsec_slurm_free(slurm);
	return rc;
}

void
local_exceptions(void **state)
{
	static char text[] =
	    "{\"slurmVersion\": 1, \"validationOutputFilters\":"
	    " {\"prefixFilters\": [{\"prefix\": \"192.0.2.0/24\"}],"
	    " \"bgpsecFilters\": []}, \"locallyAddedAssertions\":"
	    " {\"prefixAssertions\": [{\"asn\": 64497, \"prefix\":"
	    " \"198.51.100.0/24\", \"maxPrefixLength\": 25,"
	    " \"comment\": \"a customer\"}], \"bgpsecAssertions\": []}}";

	(void)state;
	every_allocation_fails(apply_slurm, text);
}
