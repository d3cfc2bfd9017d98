/* SPDX-License-Identifier: ISC */
/* What a process can and cannot do once it has locked itself down. */
#include "tests/lib/test.h"

#include "cmd/cli_message.c"
#include "cmd/sandbox.c"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum {
	FAILED = 1,
	PASSED = 0,
};

/* The exit status of CHECK in a child; CHECK locks itself down. */
static int
in_child(int (*check)(void))
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(check());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + status;
}

static void
skip_where_there_is_none(void)
{
#if defined(RSEC_NO_SANDBOX)
	print_message("SKIP: a sanitizer needs what the sandbox forbids\n");
	skip();
#elif defined(__linux__)
	if (RUNNING_ON_VALGRIND) {
		print_message(
		    "SKIP: valgrind needs what the sandbox forbids\n");
		skip();
	}
#endif
}

static int
opens_a_file(void)
{
	sandbox_enter();
	return open("/etc/passwd", O_RDONLY) < 0 &&
		       open("/tmp/rsec-sandbox-test", O_WRONLY | O_CREAT,
			   0600) < 0
		   ? PASSED
		   : FAILED;
}

#if defined(SCMP_ACT_ALLOW) /* of seccomp.h */
static int
refused(int fd, int error)
{
	return fd < 0 && errno == error ? PASSED : FAILED;
}

/* Either lock must hold where the other is missing. */
static int
opens_a_file_with_landlock_alone(void)
{
	if (syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1U) < 1)
		return PASSED;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return FAILED;
	enter_landlock(&all_but_reading, NULL, 0);
	return refused(open("/etc/passwd", O_RDONLY), EACCES);
}

static int
opens_a_file_with_seccomp_alone(void)
{
	if (prctl(PR_GET_SECCOMP) < 0)
		return PASSED;
	enter_seccomp(READING_NOTHING, false);
	return refused(open("/etc/passwd", O_RDONLY), EPERM);
}
#else
#define opens_a_file_with_landlock_alone opens_a_file
#define opens_a_file_with_seccomp_alone	 opens_a_file
#endif

static int
opens_a_socket(void)
{
	sandbox_enter();
	return socket(AF_INET, SOCK_STREAM, 0) < 0 &&
		       socket(AF_UNIX, SOCK_STREAM, 0) < 0
		   ? PASSED
		   : FAILED;
}

static int
starts_a_program(void)
{
	static char *const argv[] = { (char *)"true", NULL };

	sandbox_enter();
	if (fork() >= 0)
		return FAILED;
	execv("/bin/true", argv);
	return PASSED; /* still here */
}

static int
runs_code_it_wrote(void)
{
	void *p;

	sandbox_enter();
	p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? PASSED : FAILED;
}

static char folder[] = "/tmp/rsec-sandbox-XXXXXX", inside[80];
static char elsewhere[] = "/tmp/rsec-sandbox-XXXXXX";

/* Below the folder files are read; nothing else is, nothing is written. */
static int
reads_below_a_folder(void)
{
	const char *paths[] = { folder, "/nonexistent" };
	int failed;

	sandbox_enter_reading(paths, 2);
	failed = open(inside, O_RDONLY) < 0 ||
		 open(folder, O_RDONLY | O_DIRECTORY) < 0 ||
		 open(inside, O_RDWR) >= 0 ||
		 open(inside, O_RDONLY | O_TRUNC) >= 0 ||
		 open(inside, O_WRONLY | O_CREAT, 0600) >= 0 ||
		 open("/tmp", O_RDONLY | O_TMPFILE | O_WRONLY, 0600) >= 0 ||
		 unlink(inside) == 0 || rmdir(folder) == 0;
	return failed ? FAILED : PASSED;
}

#if defined(SCMP_ACT_ALLOW) /* of seccomp.h */
static int
reads_outside_with_landlock_alone(void)
{
	const char *paths[] = { folder };

	if (syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1U) < 1)
		return PASSED;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return FAILED;
	enter_landlock(&all_but_reading, paths, 1);
	if (open(inside, O_RDONLY) < 0 || open("/etc/passwd", O_RDONLY) >= 0)
		return FAILED;
	return refused(open(inside, O_RDWR), EACCES);
}

static int
writes_with_seccomp_alone(void)
{
	if (prctl(PR_GET_SECCOMP) < 0)
		return PASSED;
	enter_seccomp(READING_FILES, false);
	if (open(inside, O_RDONLY) < 0 ||
	    refused(open(inside, O_WRONLY | O_CREAT, 0600), EPERM) ||
	    refused(open(folder, O_TMPFILE | O_RDWR, 0600), EPERM))
		return FAILED;
	return refused(open(inside, O_RDONLY | O_TRUNC), EPERM);
}
#else
#define reads_outside_with_landlock_alone reads_below_a_folder
#define writes_with_seccomp_alone	  reads_below_a_folder
#endif

#if defined(SYS_landlock_create_ruleset) && !defined(RSEC_NO_SANDBOX)
/* What is fetched goes below the folder; all else may only be read. */
static int
fetches_into_a_folder(void)
{
	static char *const argv[] = { (char *)"true", NULL };
	const char *paths[] = { folder, "/nonexistent" };
	char other[sizeof(inside) + 8], below[sizeof(inside) + 8];
	pid_t pid;
	int status;

	if (landlock_abi() < 3)
		return PASSED;
	snprintf(other, sizeof(other), "%s.other", folder);
	snprintf(below, sizeof(below), "%s/below", folder);
	sandbox_enter_fetching(paths, 2);
	if (open("/etc/passwd", O_RDONLY) < 0 ||
	    socket(AF_INET, SOCK_STREAM, 0) < 0 ||
	    open(inside, O_RDWR | O_CREAT | O_TRUNC, 0600) < 0 ||
	    mkdir(below, 0700) != 0 || rename(inside, other) == 0 ||
	    unlink(inside) != 0)
		return FAILED;
	if (open(other, O_WRONLY | O_CREAT, 0600) >= 0 ||
	    mkdir(other, 0700) == 0 || unlink(elsewhere) == 0 ||
	    truncate(elsewhere, 0) == 0 || rmdir(below) == 0)
		return FAILED;
	if ((pid = fork()) == 0) {
		execv("/bin/true", argv);
		_exit(errno == EACCES ? 3 : 4);
	}
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
		       WEXITSTATUS(status) == 3
		   ? PASSED
		   : FAILED;
}
#else
static int
fetches_into_a_folder(void)
{
	return PASSED;
}
#endif

static void *
set_flag(void *flag)
{
	*(int *)flag = 1;
	return NULL;
}

static int
computes(void)
{
	size_t size = (size_t)100 << 20;
	int fds[2], flag = 0;
	pthread_t thread;
	char *memory, c = 0;

	if (pipe(fds) != 0)
		return FAILED;
	sandbox_enter();
	if ((memory = malloc(size)) == NULL)
		return FAILED;
	memset(memory, 1, size);
	free(memory);
	if (pthread_create(&thread, NULL, set_flag, &flag) != 0 ||
	    pthread_join(thread, NULL) != 0 || flag != 1)
		return FAILED;
	if (write(fds[1], "x", 1) != 1 || read(fds[0], &c, 1) != 1 || c != 'x')
		return FAILED;
	isatty(fds[0]);
	return errno == ENOTTY && close(fds[0]) == 0 ? PASSED : FAILED;
}

static void
no_file_can_be_opened(void **state)
{
	(void)state;
	skip_where_there_is_none();
	assert_int_equal(in_child(opens_a_file), PASSED);
}

static void
each_lock_holds_alone(void **state)
{
	(void)state;
	skip_where_there_is_none();
	assert_int_equal(in_child(opens_a_file_with_landlock_alone), PASSED);
	assert_int_equal(in_child(opens_a_file_with_seccomp_alone), PASSED);
}

static void
below_a_folder_files_are_read_and_nothing_else(void **state)
{
	(void)state;
	skip_where_there_is_none();
	assert_non_null(mkdtemp(folder));
	snprintf(inside, sizeof(inside), "%s/file", folder);
	assert_int_equal(close(open(inside, O_WRONLY | O_CREAT, 0600)), 0);
	assert_int_equal(in_child(reads_below_a_folder), PASSED);
	assert_int_equal(in_child(reads_outside_with_landlock_alone), PASSED);
	assert_int_equal(in_child(writes_with_seccomp_alone), PASSED);
	assert_int_equal(unlink(inside), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void
what_is_fetched_goes_below_a_folder_and_nowhere_else(void **state)
{
	char below[sizeof(inside) + 8];
	int fd;

	(void)state;
	skip_where_there_is_none();
	memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
	assert_non_null(mkdtemp(folder));
	snprintf(inside, sizeof(inside), "%s/file", folder);
	snprintf(below, sizeof(below), "%s/below", folder);
	fd = mkstemp(elsewhere);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "x", 1), 1);
	assert_int_equal(in_child(fetches_into_a_folder), PASSED);
	assert_int_equal(lseek(fd, 0, SEEK_END), 1);
	close(fd);
	assert_int_equal(unlink(elsewhere), 0);
	(void)rmdir(below); /* where there is Landlock */
	assert_int_equal(rmdir(folder), 0);
}

static void
no_socket_can_be_opened(void **state)
{
	(void)state;
	skip_where_there_is_none();
	assert_int_equal(in_child(opens_a_socket), PASSED);
}

static void
no_program_can_be_started(void **state)
{
	(void)state;
	skip_where_there_is_none();
	assert_int_equal(in_child(starts_a_program), PASSED);
}

static void
no_memory_becomes_code(void **state)
{
	(void)state;
	skip_where_there_is_none();
	assert_int_equal(in_child(runs_code_it_wrote), PASSED);
}

static void
memory_threads_and_open_files_work(void **state)
{
	(void)state;
	assert_int_equal(in_child(computes), PASSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_file_can_be_opened),
		cmocka_unit_test(each_lock_holds_alone),
		cmocka_unit_test(
		    below_a_folder_files_are_read_and_nothing_else),
		cmocka_unit_test(
		    what_is_fetched_goes_below_a_folder_and_nowhere_else),
		cmocka_unit_test(no_socket_can_be_opened),
		cmocka_unit_test(no_program_can_be_started),
		cmocka_unit_test(no_memory_becomes_code),
		cmocka_unit_test(memory_threads_and_open_files_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
