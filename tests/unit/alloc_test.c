/* SPDX-License-Identifier: ISC */
/*
 * Every allocation fails in turn: a call must say that it is out of memory,
 * or do without, and it must give back all that it got.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "io/input.h"
#include "io/out.h"
#include "rpki/vrpfile.h"
#include "tests/unit/alloc/each.h"
#include "tests/unit/alloc/shim.h"
#include "text/json.h"
#include "text/line.h"

static void
the_shim_sees_what_libraries_allocate(void **state)
{
	int64_t live = alloc_live();
	char *volatile first, *volatile second, *volatile third;

	(void)state;
	skip_without_shim();
	alloc_fail_at(2, ALLOC_ONE);
	first = strdup("libc allocates this");
	second = strdup("and this");
	third = strdup("and this");
	assert_true(alloc_failures() == 1 && alloc_live() == live + 2);
	assert_true(first != NULL && second == NULL && third != NULL);
	alloc_fail_at(1, ALLOC_ALL);
	assert_true(realloc(first, 100) == NULL && malloc(1) == NULL);
	alloc_fail_at(0, ALLOC_ALL);
	free(first);
	free(third);
	assert_true(alloc_live() == live);
}

static int
use_buffers(void *ctx, struct rsec_err *err)
{
	struct rsec_arena arena = RSEC_ARENA_INIT;
	struct rsec_buf buf = RSEC_BUF_INIT;
	size_t i, size;
	int rc = 0;

	(void)ctx;
	for (i = 0; i < 200 && rc == 0; i++) {
		size = i % 10 == 0 ? 20000 : 5000;
		if (rsec_arena_alloc(&arena, size) == NULL ||
		    rsec_arena_strndup(&arena, "AS64496", 7) == NULL ||
		    rsec_buf_puts(&buf, "192.0.2.0/24 AS64496") == -1)
			rc = rsec_err_nomem(err);
	}
	assert_true(buf.len % 20 == 0);
	rsec_arena_fini(&arena);
	rsec_buf_fini(&buf);
	return rc;
}

static void
buffers(void **state)
{
	(void)state;
	every_allocation_fails(use_buffers, NULL);
}

static int
read_lines(void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { ctx, strlen(ctx), 100 };
	struct rsec_lines lines;
	const char *line;
	size_t len, bytes = 0;
	int rc;

	rsec_lines_init(&lines, rsec_source_memory(&memory));
	while ((rc = rsec_lines_next(&lines, &line, &len, err)) == 1)
		bytes += len + 1;
	assert_true(rc == -1 || bytes == strlen(ctx));
	rsec_lines_fini(&lines);
	return rc;
}

static void
lines(void **state)
{
	char text[5001];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	memcpy(text + 150, "\n", 1);
	memcpy(text + 1000, "\n", 1);
	memcpy(text + 4999, "\n", 2);
	every_allocation_fails(read_lines, text);
}

static int
read_json(void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { ctx, strlen(ctx), 7 };
	struct rsec_json *json = rsec_json_new(rsec_source_memory(&memory));
	struct rsec_json_token token;
	int rc;

	if (json == NULL)
		return rsec_err_nomem(err);
	do
		rc = rsec_json_next(json, &token, err);
	while (rc == 0 && token.type != RSEC_JSON_END);
	rsec_json_free(json);
	return rc;
}

static void
json(void **state)
{
	static char text[] =
	    "{\"metadata\": {\"text\": \"\\u00e9 is longer than a run is, and"
	    " longer than the first allocation of a buffer, too: it grows\"},"
	    " \"roas\": [{\"asn\": 1234567890123456, \"prefix\": \"::/0\"}]}";

	(void)state;
	every_allocation_fails(read_json, text);
}

static int
read_vrps(void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { ctx, strlen(ctx), 7 };
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrpfile_stats stats;
	int rc;

	if (vrps == NULL)
		return rsec_err_nomem(err);
	rc = rsec_vrpfile_read(
	    rsec_source_memory(&memory), "ta", vrps, NULL, &stats, err);
	assert_true(rc == -1 || (stats.records == 2 && stats.skipped == 1));
	rsec_vrps_free(vrps);
	return rc;
}

static void
vrp_exports(void **state)
{
	static char *const texts[] = {
		("          {\"roas\": [{\"asn\": 1, \"prefix\": \"::/0\","
		 " \"source\": [{\"tal\": \"a\"}, {\"tal\": \"b\"}]}, 1]}"),
		"ASN,Prefix,Trust Anchor\n1,::/0,\"a\"\n2,::/0,\"b\"\n,,\n",
		"roa-set {\n::/0 source-as 1\n::/0 source-as 2\nx\n}\n",
		"route ::/0 as 1;\nroute ::/0 as 2;\nroute;\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		every_allocation_fails(read_vrps, texts[i]);
}

static int
write_records(void *ctx, struct rsec_err *err)
{
	static const struct rsec_out_column columns[] = {
		{ "name", RSEC_OUT_STRING, 10, NULL },
		{ "count", RSEC_OUT_UINT, 0, NULL },
		{ NULL, RSEC_OUT_STRING, 0, NULL },
	};
	enum rsec_out_format *format = ctx;
	static char text[100000];
	struct rsec_out *out;
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC), i, rc = 0;

	memset(text, '"', sizeof(text) - 1);
	if ((out = rsec_out_new(fd, *format, columns)) == NULL)
		rc = rsec_err_nomem(err);
	for (i = 0; i < 10 && rc == 0; i++) {
		rsec_out_string(out, text);
		rsec_out_uint(out, 1);
		rsec_out_end(out);
	}
	if (out != NULL)
		rc = rsec_out_close(out, err);
	close(fd);
	return rc;
}

static void
output_of_every_format(void **state)
{
	enum rsec_out_format format;

	(void)state;
	for (format = RSEC_OUT_TEXT; format <= RSEC_OUT_JSONL; format++)
		every_allocation_fails(write_records, &format);
}

#define INPUT_SIZE                                                \
	((size_t)700000) /* several runs, so that a thread starts \
			  */

/* What COMMAND makes of INPUT_SIZE bytes, in a file without a name. */
static int
compressed(const char *command)
{
	char shell[256];
	int fd = memfd_create("alloc_test", 0);

	assert_true(fd >= 0);
	snprintf(shell, sizeof(shell),
	    "seq 200000 | head -c %zu | %s >/proc/self/fd/%d", INPUT_SIZE,
	    command, fd);
	assert_int_equal(system(shell), 0);
	return fd;
}

static int
read_input(void *ctx, struct rsec_err *err)
{
	struct rsec_input *in;
	struct rsec_source source;
	const uint8_t *data;
	char path[32];
	size_t len, bytes = 0;
	int rc;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", *(int *)ctx);
	if (rsec_input_open(path, NULL, &in, err) == -1)
		return -1;
	source = rsec_input_source(in);
	while ((rc = source.next(source.ctx, &data, &len, err)) == 1)
		bytes += len;
	assert_true(rc == -1 || bytes == INPUT_SIZE);
	rsec_input_close(in);
	return rc;
}

static int
slurp_input(void *ctx, struct rsec_err *err)
{
	struct rsec_input *in;
	char path[32], *data;
	size_t len;
	int rc;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", *(int *)ctx);
	if (rsec_input_open(path, NULL, &in, err) == -1)
		return -1;
	rc = rsec_input_slurp(in, INPUT_SIZE, &data, &len, err);
	if (rc == 0) {
		assert_true(len == INPUT_SIZE);
		free(data);
	}
	rsec_input_close(in);
	return rc;
}

static void
fail_input(const char *command)
{
	int fd = compressed(command);

	every_allocation_fails(read_input, &fd);
	every_allocation_fails(slurp_input, &fd);
	close(fd);
}

static void
input_that_is_not_compressed(void **state)
{
	(void)state;
	fail_input("cat");
}

static void
input_of_gzip(void **state)
{
	(void)state;
	fail_input("gzip -c");
}

static void
input_of_bzip2(void **state)
{
	(void)state;
	fail_input("bzip2 -c");
}

static void
input_of_xz(void **state)
{
	(void)state;
	fail_input("xz -0 -c");
}

static void
input_of_zstd(void **state)
{
	(void)state;
	fail_input("zstd -q -c");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shim_sees_what_libraries_allocate),
		cmocka_unit_test(buffers),
		cmocka_unit_test(lines),
		cmocka_unit_test(json),
		cmocka_unit_test(vrp_exports),
		cmocka_unit_test(a_set_of_vrps),
		cmocka_unit_test(a_compiled_set),
		cmocka_unit_test(vrp_files_of_every_format),
		cmocka_unit_test(local_exceptions),
		cmocka_unit_test(a_store_of_the_past),
		cmocka_unit_test(questions_about_the_past),
		cmocka_unit_test(answers_of_the_api),
		cmocka_unit_test(a_dump_of_rpsl),
		cmocka_unit_test(a_comparison_of_objects),
		cmocka_unit_test(a_table_of_routes),
		cmocka_unit_test(a_table_in_mrt),
		cmocka_unit_test(a_month_of_routes),
		cmocka_unit_test(a_month_of_bgpdump),
		cmocka_unit_test(relations_and_organisations),
		cmocka_unit_test(registrations_and_transfers),
		cmocka_unit_test(reasons_of_a_registration),
		cmocka_unit_test(events_of_all_sources),
		cmocka_unit_test(whole_assessments),
		cmocka_unit_test(earlier_assessments),
		cmocka_unit_test(contacts_of_all_sources),
		cmocka_unit_test(sessions_of_the_spoofer),
		cmocka_unit_test(checklists_of_a_folder),
		cmocka_unit_test(a_table_of_participants),
		cmocka_unit_test(checks_of_actions_2_and_3),
		cmocka_unit_test(checks_of_a_route_server),
		cmocka_unit_test(data_of_registries),
		cmocka_unit_test(checks_of_action_4),
		cmocka_unit_test(sets_of_route_objects),
		cmocka_unit_test(a_dump_of_route_objects),
		cmocka_unit_test(summaries_of_hygiene),
		cmocka_unit_test(an_impact),
		cmocka_unit_test(reasons_of_hygiene),
		cmocka_unit_test(objects_of_an_authority),
		cmocka_unit_test(objects_of_a_registry),
		cmocka_unit_test(sets_and_their_expansion),
		cmocka_unit_test(journals),
		cmocka_unit_test(dumps_compared),
		cmocka_unit_test(paths_and_walks),
		cmocka_unit_test(objects_of_every_type),
		cmocka_unit_test(fetches_without_an_answer),
		cmocka_unit_test(sources_to_fetch),
		cmocka_unit_test(output_of_every_format),
		cmocka_unit_test(input_that_is_not_compressed),
		cmocka_unit_test(input_of_gzip),
		cmocka_unit_test(input_of_bzip2),
		cmocka_unit_test(input_of_xz),
		cmocka_unit_test(input_of_zstd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
