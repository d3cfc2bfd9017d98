/* SPDX-License-Identifier: ISC */
/* Real lines of routes against what awk makes of them. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgp/routeline.h"
#include "tests/lib/routetext.h"

/*
 * Prefix and origins of each route that COMMAND prints, once by the parser and
 * once by AWK, which knows what its input holds and nothing else.
 */
static void
compare_with_awk(const char *command, const char *awk, uint64_t *routes)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	char shell[1024], *line = NULL, *expected = NULL;
	size_t size = 0, expected_size = 0;
	const char *said;
	FILE *in, *oracle;
	ssize_t n;

	assert_non_null(in = popen(command, "r"));
	snprintf(shell, sizeof(shell), "%s | awk %s", command, awk);
	assert_non_null(oracle = popen(shell, "r"));
	while ((n = getline(&line, &size, in)) > 0) {
		said = routetext(&reader, line, (size_t)n - 1);
		if (said[0] == '\0')
			continue;
		assert_true(getline(&expected, &expected_size, oracle) > 0);
		expected[strcspn(expected, "\n")] = '\0';
		assert_string_equal(said, expected);
		(*routes)++;
	}
	assert_true(getline(&expected, &expected_size, oracle) <= 0);
	assert_int_equal(pclose(in), 0);
	assert_int_equal(pclose(oracle), 0);
	free(line);
	free(expected);
}

static const char bgpdump_awk[] =
    "-F'|' '$3 == \"A\" || $3 == \"B\" {"
    " f = $1 ~ /_AP$/ ? 8 : 7; n = split($f, as, \" \");"
    " print $6, as[n] ~ /^[0-9]+$/ ? \"AS\" as[n] : \"none\" }'";

static const char pfx2as_awk[] =
    "-F'\t' '{ printf \"%s/%s\", $1, $2; n = split($3, as, \"_\");"
    " for (i = 1; i <= n; i++)"
    " printf \" %s\", as[i] ~ /,/ ? \"none\" : \"AS\" as[i];"
    " print \"\" }'";

static const char *
vectors(void)
{
	const char *directory = getenv("RSEC_VECTORS");

	return directory != NULL ? directory : "../shared/vectors";
}

static void
real_bgpdump_output_has_the_origins_that_awk_finds(void **state)
{
	static const char *const expected[] = { "bview.20020722.2337.gz",
		"bview.64k_stream_overflow.gz",
		"bview.ipv4_unicast_add_path.gz",
		"bview.ipv6_unicast_add_path.gz", "updates.20071015.1505.gz",
		"updates.20100722.2015.gz", "updates.20160811.1600.gz",
		"updates.long_withdrawal.gz",
		"updates.nlri_mask_trailing_bits.gz" };
	char command[512], file[400];
	uint64_t routes = 0;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		snprintf(file, sizeof(file),
		    "%s/mrt/RIPE-NCC-bgpdump/test_expect/%s.bgp.gz", vectors(),
		    expected[i]);
		if (access(file, R_OK) == -1) {
			print_message("SKIP: no %s\n", file);
			skip();
		}
		snprintf(command, sizeof(command), "gzip -dc %s", file);
		compare_with_awk(command, bgpdump_awk, &routes);
	}
	assert_true(routes == 170103);
}

static void
an_installed_bgpdump_writes_what_we_read(void **state)
{
	static const char *const files[] = {
		"RIPE-NCC-bgpdump/test_data/updates.20160811.1600.gz",
		"RIPE-NCC-bgpdump/test_data/bview.64k_stream_overflow.gz",
		"CAIDA-libbgpstream/test/ris.rrc06.updates.1427846400.gz",
	};
	char command[512], file[400];
	uint64_t routes = 0;
	size_t i;

	(void)state;
	if (system("command -v bgpdump >/dev/null") != 0) {
		print_message("SKIP: bgpdump is not installed\n");
		skip();
	}
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(file, sizeof(file), "%s/mrt/%s", vectors(), files[i]);
		if (access(file, R_OK) == -1) {
			print_message("SKIP: no %s\n", file);
			skip();
		}
		snprintf(command, sizeof(command), "bgpdump -m %s 2>/dev/null",
		    file);
		compare_with_awk(command, bgpdump_awk, &routes);
	}
	assert_true(routes > 39000);
}

static void
real_pfx2as_lines_have_the_origins_that_awk_finds(void **state)
{
	char command[512], file[400];
	uint64_t routes = 0;

	(void)state;
	snprintf(file, sizeof(file),
	    "%s/irr/caida-irregularities/"
	    "routeviews-rv2-20240101-1200.pfx2as.gz",
	    vectors());
	if (access(file, R_OK) == -1) {
		print_message("SKIP: no %s\n", file);
		skip();
	}
	snprintf(command, sizeof(command),
	    "gzip -dc %s | awk 'NR %% 10 == 0 || /[_,]/'", file);
	compare_with_awk(command, pfx2as_awk, &routes);
	assert_true(routes > 90000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    real_bgpdump_output_has_the_origins_that_awk_finds),
		cmocka_unit_test(
		    real_pfx2as_lines_have_the_origins_that_awk_finds),
		cmocka_unit_test(an_installed_bgpdump_writes_what_we_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
