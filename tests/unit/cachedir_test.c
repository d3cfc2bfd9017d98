/* SPDX-License-Identifier: ISC */
/* A cache in a directory: what it finds, and what it never opens. */
#include "tests/lib/test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/cachedir.h"
#include "io/cachedir_private.h"
#include "tests/lib/carepo.h"

#define LIMIT 100

struct fixture {
	char top[64], cache[80];
	struct rsec_cachedir *dir;
};

static void
put(const struct fixture *f, const char *name, const char *text)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", f->top, name);
	ca_file_write(path, text, strlen(text));
}

static void
link_to(const struct fixture *f, const char *target, const char *name)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", f->top, name);
	assert_int_equal(symlink(target, path), 0);
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	char path[512], large[LIMIT + 2];

	assert_non_null(f);
	strcpy(f->top, "/tmp/rsec-cachedir-XXXXXX");
	assert_non_null(mkdtemp(f->top));
	snprintf(f->cache, sizeof(f->cache), "%s/cache", f->top);
	put(f, "secret", "secret");
	put(f, "cache/h.example.net/repo/a.roa", "plain");
	put(f, "cache/rsync/r.example.net/repo/b.roa", "rsync");
	put(f, "cache/ta/example/root.cer", "in ta");
	put(f, "cache/h.example.net/root.cer", "by uri");
	put(f, "cache/h.example.net/empty", "");
	memset(large, 'x', sizeof(large));
	large[LIMIT + 1] = '\0';
	put(f, "cache/h.example.net/large", large);
	large[LIMIT] = '\0';
	put(f, "cache/h.example.net/limit", large);
	link_to(f, "../../secret", "cache/h.example.net/link");
	link_to(f, "repo", "cache/h.example.net/inside");
	link_to(f, "../..", "cache/h.example.net/up");
	snprintf(path, sizeof(path), "%s/cache/h.example.net/fifo", f->top);
	assert_int_equal(mkfifo(path, 0600), 0);
	f->dir = rsec_cachedir_open(f->cache, LIMIT, NULL);
	assert_non_null(f->dir);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];

	rsec_cachedir_close(f->dir);
	snprintf(command, sizeof(command), "rm -rf %s", f->top);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static struct rsec_bytes
bytes(const char *s)
{
	return (struct rsec_bytes){ (const uint8_t *)s, strlen(s) };
}

static void
expect(const struct fixture *f, const char *uri, const char *text)
{
	struct rsec_bytes file;
	struct rsec_err err;

	assert_int_equal(rsec_cachedir_get(f->dir, bytes(uri), &file, &err), 1);
	assert_int_equal(file.len, strlen(text));
	assert_memory_equal(file.data, text, file.len);
	rsec_cachedir_drop(file);
}

static void
a_uri_names_a_file_in_either_layout(void **state)
{
	expect(*state, "rsync://h.example.net/repo/a.roa", "plain");
	expect(*state, "rsync://r.example.net/repo/b.roa", "rsync");
	expect(*state, "rsync://h.example.net/empty", "");
}

static void
what_is_not_there_is_no_error(void **state)
{
	static const char *const uris[] = {
		"rsync://h.example.net/repo/none.roa",
		"rsync://none.example.net/repo/a.roa",
		"rsync://h.example.net/repo/a.roa/b",
		"rsync://h.example.net/repo", /* a folder */
		"rsync://h.example.net/fifo",
		"https://h.example.net/repo/a.roa",
		"h.example.net/repo/a.roa",
		"rsync://",
		"",
	};
	struct fixture *f = *state;
	struct rsec_bytes file;
	size_t i;

	for (i = 0; i < sizeof(uris) / sizeof(*uris); i++)
		assert_int_equal(
		    rsec_cachedir_get(f->dir, bytes(uris[i]), &file, NULL), 0);
}

static const char *const hostile[] = {
	"../secret",
	"h.example.net/../../secret",
	"h.example.net/./repo/a.roa",
	"h.example.net//repo/a.roa",
	"/h.example.net/repo/a.roa",
	"h.example.net/repo/a.roa/",
	"h.example.net/link",
	"h.example.net/inside/a.roa",
	"h.example.net/up/secret",
	"h.example.net/up/cache/h.example.net/repo/a.roa",
	"h.example.net/re\npo/a.roa",
	"h.example.net/re po/a.roa",
	"..",
	".",
};

static void
no_name_leads_out_of_the_directory_or_over_a_link(void **state)
{
	struct fixture *f = *state;
	struct rsec_bytes file;
	char uri[256];
	size_t i;

	for (i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
		snprintf(uri, sizeof(uri), "rsync://%s", hostile[i]);
		assert_int_equal(
		    rsec_cachedir_get(f->dir, bytes(uri), &file, NULL), 0);
		assert_int_equal(
		    rsec_cachedir_read(f->dir, bytes(hostile[i]), &file, NULL),
		    0);
	}
}

static void
a_nul_in_a_name_does_not_end_it(void **state)
{
	static const char uri[] = "rsync://h.example.net/repo/a.roa\0.cer";
	struct rsec_bytes name = { (const uint8_t *)uri, sizeof(uri) - 1 };
	struct fixture *f = *state;
	struct rsec_bytes file;

	assert_int_equal(rsec_cachedir_get(f->dir, name, &file, NULL), 0);
}

static void
a_name_that_is_too_long_is_not_there(void **state)
{
	struct fixture *f = *state;
	char uri[RSEC_CACHEDIR_PATH + 32];
	struct rsec_bytes file;

	memset(uri, 'a', sizeof(uri));
	memcpy(uri, "rsync://h/", 10);
	uri[sizeof(uri) - 1] = '\0';
	assert_int_equal(rsec_cachedir_get(f->dir, bytes(uri), &file, NULL), 0);
	uri[400] = '\0'; /* one part of more than 255 bytes */
	assert_int_equal(rsec_cachedir_get(f->dir, bytes(uri), &file, NULL), 0);
}

static void
a_file_over_the_limit_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct rsec_bytes file;
	struct rsec_err err;

	assert_int_equal(rsec_cachedir_get(f->dir,
			     bytes("rsync://h.example.net/large"), &file, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_LIMIT);
	assert_string_equal(err.msg,
	    "\"h.example.net/large\" has 101 bytes, more than the limit of "
	    "100");
	assert_int_equal(rsec_cachedir_get(f->dir,
			     bytes("rsync://h.example.net/limit"), &file, &err),
	    1);
	rsec_cachedir_drop(file);
}

/* The other way to open files, for kernels without openat2(2). */
static void
part_by_part_links_are_not_followed_either(void **state)
{
	static const char *const links[] = { "h.example.net/link",
		"h.example.net/inside/a.roa", "h.example.net/up/secret" };
	struct fixture *f = *state;
	int dir = open(f->cache, O_PATH | O_DIRECTORY | O_CLOEXEC), fd;
	size_t i;

	fd = rsec_cachedir_open_parts(dir, "h.example.net/repo/a.roa");
	assert_int_not_equal(fd, -1);
	close(fd);
	for (i = 0; i < 3; i++) {
		fd = rsec_cachedir_open_parts(dir, links[i]);
		assert_int_equal(fd, -1);
		assert_true(errno == ELOOP || errno == ENOTDIR);
	}
	close(dir);
}

static void
expect_anchor(struct fixture *f, const char *name, const char *text)
{
	struct rsec_tal tal = { .uris = { { bytes("https://h.example.net/a"),
					      bytes("rsync://h.example.net/"
						    "root.cer") },
				    2 } };
	struct rsec_bytes file;

	assert_int_equal(
	    rsec_cachedir_anchor(f->dir, name, &tal, &file, NULL), 1);
	assert_int_equal(file.len, strlen(text));
	assert_memory_equal(file.data, text, file.len);
	rsec_cachedir_drop(file);
}

static void
an_anchor_is_looked_for_in_ta_and_then_by_uri(void **state)
{
	expect_anchor(*state, "example", "in ta");
	expect_anchor(*state, "other", "by uri");
	expect_anchor(*state, "../h.example.net", "by uri");
}

static void
a_directory_that_is_none_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct rsec_err err;
	char path[128];

	snprintf(path, sizeof(path), "%s/secret", f->top);
	assert_null(rsec_cachedir_open(path, LIMIT, &err));
	assert_int_equal(err.code, RSEC_ERR_IO);
	assert_string_equal(err.msg, "Not a directory");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_uri_names_a_file_in_either_layout),
		cmocka_unit_test(what_is_not_there_is_no_error),
		cmocka_unit_test(
		    no_name_leads_out_of_the_directory_or_over_a_link),
		cmocka_unit_test(a_nul_in_a_name_does_not_end_it),
		cmocka_unit_test(a_name_that_is_too_long_is_not_there),
		cmocka_unit_test(a_file_over_the_limit_is_an_error),
		cmocka_unit_test(part_by_part_links_are_not_followed_either),
		cmocka_unit_test(an_anchor_is_looked_for_in_ta_and_then_by_uri),
		cmocka_unit_test(a_directory_that_is_none_is_an_error),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
