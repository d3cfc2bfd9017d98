/* SPDX-License-Identifier: ISC */
/* Paths of the RIPE NCC's archive, names of trust anchors, .sha256 files. */
#include "tests/lib/test.h"

#include <string.h>

#include "base/utc.h"
#include "history/archive.h"

#define HEX                                \
	"00112233445566778899aabbccddeeff" \
	"00112233445566778899aabbccddeeff"
#define UPPER                              \
	"00112233445566778899AABBCCDDEEFF" \
	"00112233445566778899AABBCCDDEEFF"
#define BASE64 "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8="

static void
path_tells_trust_anchor_and_day(void **state)
{
	static const struct {
		const char *path, *ta, *tree, *day;
		enum rsec_archive_kind kind;
	} good[] = {
		{ "ripencc.tal/2026/09/16/roas.csv.xz", "ripe", "ripencc",
		    "2026-09-16", RSEC_ARCHIVE_ROAS },
		{ "/a/b/arin.tal/2011/01/21/roas.csv", "arin", "arin",
		    "2011-01-21", RSEC_ARCHIVE_ROAS },
		{ "https://h.example/rpki/lacnic.tal/2024/02/29/output.json",
		    "lacnic", "lacnic", "2024-02-29", RSEC_ARCHIVE_OUTPUT },
		{ "apnic-arin.tal/2013/12/31/roas.csv.gz", "apnic",
		    "apnic-arin", "2013-12-31", RSEC_ARCHIVE_ROAS },
		{ "afrinic.tal/2026/09/16/roas.csv.xz.sha256", "afrinic",
		    "afrinic", "2026-09-16", RSEC_ARCHIVE_DIGEST },
		{ "afrinic.tal/2026/09/16/repo.tar.xz", "afrinic", "afrinic",
		    "2026-09-16", RSEC_ARCHIVE_OTHER },
		{ "localcert.tal/2012/01/01/roas.csv", "localcert", "localcert",
		    "2012-01-01", RSEC_ARCHIVE_ROAS },
	};
	struct rsec_archive_name name;
	char day[RSEC_UTC_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(rsec_archive_parse(good[i].path, &name));
		assert_string_equal(name.ta, good[i].ta);
		assert_string_equal(name.tree, good[i].tree);
		assert_int_equal(name.kind, good[i].kind);
		assert_int_equal(name.day % RSEC_DAY, 0);
		rsec_utc_format_day(day, name.day / RSEC_DAY);
		assert_string_equal(day, good[i].day);
	}
}

static void
path_that_is_none_of_the_archive_is_refused(void **state)
{
	static const char *const bad[] = { "", "/", "roas.csv",
		"2026/09/16/roas.csv", "arin/2026/09/16/roas.csv",
		"arin.tal/2026/9/16/roas.csv", "arin.tal/2026/04/31/roas.csv",
		"arin.tal/2023/02/29/roas.csv", "arin.tal/2026/00/01/roas.csv",
		"arin.tal/2026/13/01/roas.csv", "arin.tal/2026/01/00/roas.csv",
		"arin.tal/1969/12/31/roas.csv", "arin.tal/2106/12/31/roas.csv",
		".tal/2026/09/16/roas.csv", "arin.tal/2026/09/16/",
		"arin.tal/2026/09//roas.csv",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aa"
		".tal/2026/09/16/roas.csv" };
	struct rsec_archive_name name;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(rsec_archive_parse(bad[i], &name));
}

static void
trust_anchor_of_an_rir_has_one_name(void **state)
{
	static const char *const names[][2] = { { "ripencc", "ripe" },
		{ "RIPE NCC RPKI Root", "ripe" }, { "ripe.tal", "ripe" },
		{ "APNIC", "apnic" }, { "AfriNIC", "afrinic" },
		{ "DN42", "DN42" }, { "", "" }, { "ripencc2", "ripencc2" } };
	char long_name[100], to[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		rsec_archive_ta(names[i][0], strlen(names[i][0]), to);
		assert_string_equal(to, names[i][1]);
	}
	memset(long_name, 'x', sizeof(long_name));
	rsec_archive_ta(long_name, sizeof(long_name), to);
	assert_int_equal(strlen(to), 63);
}

static void
digest_is_found_in_each_form(void **state)
{
	static const char *const good[] = { HEX "  a.csv\n", HEX " *a.csv",
		UPPER "  ./x/a.csv\r\n", HEX, HEX "\n", BASE64,
		"SHA256 (a.csv) = " HEX "\n", "SHA256(a.csv)= " UPPER,
		"SHA2-256(x/a.csv)= " BASE64,
		"# text\n" HEX "  b.csv\n\n" HEX "  a.csv\n" };
	static const char *const bad[] = { "", "\n", HEX "  b.csv\n",
		HEX "  aa.csv", HEX "0  a.csv", "SHA256 (b.csv) = " HEX,
		"SHA256 (a.csv", "SHA256 (a.csv) = 00", "SHA)", "()", "SHA(",
		"0011  a.csv" };
	char to[65];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(
		    rsec_archive_digest(good[i], strlen(good[i]), "a.csv", to));
		assert_string_equal(to, HEX);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(
		    rsec_archive_digest(bad[i], strlen(bad[i]), "a.csv", to));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(path_tells_trust_anchor_and_day),
		cmocka_unit_test(path_that_is_none_of_the_archive_is_refused),
		cmocka_unit_test(trust_anchor_of_an_rir_has_one_name),
		cmocka_unit_test(digest_is_found_in_each_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
