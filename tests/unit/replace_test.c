/* SPDX-License-Identifier: ISC */
/* A file is replaced whole or not at all. */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/replace.h"

static char folder[] = "/tmp/replace_test.XXXXXX";

static int
enter(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL || chdir(folder) == -1 ? -1 : 0;
}

static int
leave(void **state)
{
	(void)state;
	unlink("file");
	unlink("file.new");
	return chdir("/") == -1 || rmdir(folder) == -1 ? -1 : 0;
}

static void
check_file(const char *content)
{
	char text[64] = "";
	const int fd = open("file", O_RDONLY);

	if (content == NULL) {
		assert_int_equal(fd, -1);
		return;
	}
	assert_int_equal(read(fd, text, sizeof(text) - 1), strlen(content));
	assert_string_equal(text, content);
	close(fd);
}

static struct rsec_replace *
begin(void)
{
	struct rsec_err err = { .msg = "" };
	struct rsec_replace *replace = rsec_replace_begin("file", &err);

	assert_string_equal(err.msg, "");
	assert_non_null(replace);
	return replace;
}

static void
put(const char *content)
{
	struct rsec_replace *replace = begin();

	assert_int_equal(
	    rsec_replace_write(replace, content, strlen(content)), 0);
	assert_int_equal(rsec_replace_commit(replace, NULL), 0);
	assert_int_equal(access("file.new", F_OK), -1);
}

static void
the_file_has_the_old_content_until_the_commit(void **state)
{
	struct rsec_replace *replace;

	(void)state;
	put("first");
	check_file("first");
	replace = begin();
	assert_int_equal(rsec_replace_write(replace, "sec", 3), 0);
	check_file("first");
	assert_int_equal(rsec_replace_write(replace, "ond", 3), 0);
	check_file("first");
	assert_int_equal(rsec_replace_commit(replace, NULL), 0);
	check_file("second");
}

static void
an_abort_leaves_nothing_behind(void **state)
{
	struct rsec_replace *replace;

	(void)state;
	put("old");
	replace = begin();
	assert_int_equal(rsec_replace_write(replace, "new", 3), 0);
	rsec_replace_abort(replace);
	rsec_replace_abort(NULL);
	check_file("old");
	assert_int_equal(access("file.new", F_OK), -1);
}

static void
what_a_killed_process_left_is_used_again(void **state)
{
	struct rsec_replace *replace;
	pid_t child;

	(void)state;
	put("old");
	child = fork();
	if (child == 0) {
		replace = rsec_replace_begin("file", NULL);
		rsec_replace_write(replace, "a long half", 11);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_int_equal(access("file.new", F_OK), 0);
	check_file("old");
	put("new");
	check_file("new");
}

static void
two_at_once_are_refused(void **state)
{
	struct rsec_replace *replace = begin();
	struct rsec_err err;

	(void)state;
	assert_null(rsec_replace_begin("file", &err));
	assert_string_equal(err.msg, "another process is writing file");
	assert_int_equal(rsec_replace_write(replace, "x", 1), 0);
	assert_int_equal(rsec_replace_commit(replace, NULL), 0);
	check_file("x");
}

static void
a_full_disk_leaves_the_old_content(void **state)
{
	const struct rlimit full = { 10, RLIM_INFINITY };
	const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };
	struct rsec_replace *replace;
	struct rsec_err err;

	(void)state;
	put("old");
	replace = begin();
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
	assert_int_equal(rsec_replace_write(replace, "eleven byte", 11), -1);
	assert_int_equal(rsec_replace_write(replace, "", 0), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_int_equal(rsec_replace_commit(replace, &err), -1);
	assert_string_equal(err.msg, "cannot write file.new: File too large");
	check_file("old");
	assert_int_equal(access("file.new", F_OK), -1);
}

static void
a_folder_that_is_not_there_is_told(void **state)
{
	struct rsec_err err;

	(void)state;
	assert_null(rsec_replace_begin("none/file", &err));
	assert_string_equal(
	    err.msg, "cannot write none/file.new: No such file or directory");
}

static void
a_link_in_the_place_of_the_new_content_is_not_followed(void **state)
{
	struct rsec_err err;

	(void)state;
	put("old");
	assert_int_equal(symlink("file", "file.new"), 0);
	assert_null(rsec_replace_begin("file", &err));
	check_file("old");
	assert_int_equal(unlink("file.new"), 0);
}

static void
a_rename_replaces_without_the_disk(void **state)
{
	struct rsec_replace *replace;
	struct rsec_err err;

	(void)state;
	put("old");
	assert_non_null(replace = rsec_replace_begin("file", &err));
	assert_int_equal(rsec_replace_write(replace, "new", 3), 0);
	assert_int_equal(rsec_replace_rename(replace, &err), 0);
	check_file("new");
	assert_int_equal(access("file.new", F_OK), -1);
}

static void
what_is_no_file_is_not_replaced(void **state)
{
	struct stat pipe;
	struct rsec_err err;

	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_null(rsec_replace_begin("pipe", &err));
	assert_string_equal(
	    err.msg, "cannot replace pipe: it is no regular file");
	assert_int_equal(lstat("pipe", &pipe), 0);
	assert_true(S_ISFIFO(pipe.st_mode));
	assert_int_equal(access("pipe.new", F_OK), -1);
	assert_int_equal(unlink("pipe"), 0);
}

static void
a_symbolic_link_is_not_replaced(void **state)
{
	static const char *const to[] = { "file", "absent", "/dev/null" };
	struct stat link;
	struct rsec_err err;
	size_t i;

	(void)state;
	put("old");
	for (i = 0; i < sizeof(to) / sizeof(to[0]); i++) {
		assert_int_equal(symlink(to[i], "link"), 0);
		assert_null(rsec_replace_begin("link", &err));
		assert_string_equal(
		    err.msg, "cannot replace link: it is a symbolic link");
		assert_int_equal(lstat("link", &link), 0);
		assert_true(S_ISLNK(link.st_mode));
		assert_int_equal(access("link.new", F_OK), -1);
		assert_int_equal(unlink("link"), 0);
	}
	check_file("old");
}

static void
who_may_read_the_old_content_may_read_the_new_one(void **state)
{
	struct stat file;

	(void)state;
	put("old");
	assert_int_equal(chmod("file", 0640), 0);
	put("new");
	assert_int_equal(stat("file", &file), 0);
	assert_int_equal(file.st_mode & 0777, 0640);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_has_the_old_content_until_the_commit),
		cmocka_unit_test(an_abort_leaves_nothing_behind),
		cmocka_unit_test(what_a_killed_process_left_is_used_again),
		cmocka_unit_test(two_at_once_are_refused),
		cmocka_unit_test(a_full_disk_leaves_the_old_content),
		cmocka_unit_test(a_folder_that_is_not_there_is_told),
		cmocka_unit_test(a_rename_replaces_without_the_disk),
		cmocka_unit_test(what_is_no_file_is_not_replaced),
		cmocka_unit_test(a_symbolic_link_is_not_replaced),
		cmocka_unit_test(
		    a_link_in_the_place_of_the_new_content_is_not_followed),
		cmocka_unit_test(
		    who_may_read_the_old_content_may_read_the_new_one),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
