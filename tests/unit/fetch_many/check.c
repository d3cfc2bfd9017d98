/* SPDX-License-Identifier: ISC */
/* What a caller's check() does to what was fetched. */
#include "tests/lib/test.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/fetch_many/run.h"

static unsigned asked[ITEMS_MAX];

/* Item I is known after 2 * I questions, and good if I is even. */
static int
check_slowly(void *ctx, size_t item, int fd, struct rsec_err *err)
{
	struct stat st;

	(void)ctx;
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_size, HTTPD_BODY_LEN);
	assert_false(exists(run.path[item]) && item != 1);
	if (asked[item]++ < 2 * item)
		return 1;
	if (item % 2 == 0)
		return 0;
	return rsec_err_set(err, RSEC_ERR_CORRUPT, "it does not please");
}

void
what_a_check_refuses_does_not_replace_a_file(void **state)
{
	struct stat st;

	(void)state;
	memset(asked, 0, sizeof(asked));
	write_file("b", "old\n");
	want("/plain", "a");
	want("/plain?2", "b");
	want("/plain?3", "c");
	want("/status?404", "d");
	FETCH(.at_once = 4, .tries = 3, .conditional = true,
	    .check = check_slowly);
	assert_outcome(0, RSEC_FETCH_DONE, 200);
	assert_int_equal(run.outcome[1].state, RSEC_FETCH_FAILED);
	assert_string_equal(run.outcome[1].err.msg, "it does not please");
	assert_int_equal(run.outcome[1].tries, 1);
	assert_outcome(2, RSEC_FETCH_DONE, 200);
	assert_int_equal(run.outcome[3].state, RSEC_FETCH_MISSING);
	assert_true(is_whole("a") && is_whole("c"));
	assert_int_equal(fstatat(dir, "b", &st, 0), 0);
	assert_int_equal(st.st_size, 4);
	assert_false(exists("b.part") || exists("b.etag"));
	assert_int_equal(asked[0], 1);
	assert_int_equal(asked[1], 3);
	assert_int_equal(asked[2], 5);
	assert_int_equal(asked[3], 0);
}
