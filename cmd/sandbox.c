/* SPDX-License-Identifier: ISC */
/*
 * The sandbox.  On Linux three locks, each of which holds alone:
 *
 *	no_new_privs	no set-user-ID program could give anything back
 *	Landlock	no path can be opened, made, removed or run, no TCP port
 *			bound or connected (as far as the kernel's version
 *			goes); only below some paths files may be read, where
 *			a tool asks for that, or written, by one that fetches
 *	seccomp		system calls are those of a filter that computes; all
 *			others fail with EPERM; not for one that fetches: what
 *			resolvers and TLS ask of the kernel is not ours to list
 *
 * The answer is EPERM and not death, so that a C library that tries a call it
 * can do without (malloc asks /sys for the number of processors) goes on.
 * clone3 fails with ENOSYS: its flags are in memory, where no filter sees
 * them, and C libraries then use clone, which is allowed for threads only.
 *
 * There is no switch in the environment.  The sandbox is left out where the
 * instruments of a test need what it forbids: builds with a sanitizer or with
 * RSEC_NO_SANDBOX defined (coverage), and runs under valgrind, which knows by
 * itself (a no-op instruction sequence elsewhere).
 */
#include "cmd/sandbox.h"

#include "cmd/cli.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RSEC_NO_SANDBOX
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || \
    __has_feature(thread_sanitizer)
#define RSEC_NO_SANDBOX
#endif
#endif

#if defined(RSEC_NO_SANDBOX) || !(defined(__OpenBSD__) || defined(__linux__))

void
sandbox_enter(void)
{
}

void
sandbox_enter_reading(const char *const paths[], size_t count)
{
	(void)paths;
	(void)count;
}

void
sandbox_enter_serving(const char *const paths[], size_t count)
{
	(void)paths;
	(void)count;
}

void
sandbox_enter_fetching(const char *const paths[], size_t count)
{
	(void)paths;
	(void)count;
}

#elif defined(__OpenBSD__)

#include <errno.h>
#include <string.h>
#include <unistd.h>

void
sandbox_enter(void)
{
	if (pledge("stdio", NULL) != 0)
		cli_die("pledge: %s", strerror(errno));
}

static void
enter(const char *promises, const char *rights, const char *const paths[],
    size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (unveil(paths[i], rights) != 0 && errno != ENOENT)
			cli_die("unveil: %s: %s", paths[i], strerror(errno));
	if (pledge(promises, NULL) != 0)
		cli_die("pledge: %s", strerror(errno));
}

void
sandbox_enter_reading(const char *const paths[], size_t count)
{
	enter("stdio rpath", "r", paths, count);
}

void
sandbox_enter_serving(const char *const paths[], size_t count)
{
	enter("stdio rpath inet", "r", paths, count);
}

void
sandbox_enter_fetching(const char *const paths[], size_t count)
{
	if (unveil("/", "r") != 0)
		cli_die("unveil: /: %s", strerror(errno));
	enter("stdio rpath wpath cpath fattr flock inet dns proc", "rwc", paths,
	    count);
}

#else /* Linux */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#endif

#if defined(SYS_landlock_create_ruleset)

/*
 * The kernel's interface, spelled out since headers lag behind kernels: what
 * a ruleset handles is denied, and this one allows nothing.  The rights of
 * each ABI version are consecutive bits (Linux, Documentation/
 * userspace-api/landlock.rst).
 */
#define LANDLOCK_VERSION      1U /* flag of landlock_create_ruleset */

struct ruleset {
	uint64_t fs;	 /* 13 rights; 14 from ABI 2, 15 from 3, 16 from 5 */
	uint64_t net;	 /* from ABI 4: bind and connect TCP */
	uint64_t scoped; /* from ABI 6: abstract sockets, signals */
};

/* Of struct ruleset.fs: */
#define LANDLOCK_WRITE_FILE   (1U << 1)
#define LANDLOCK_READ_FILE    (1U << 2)
#define LANDLOCK_READ_DIR     (1U << 3)
#define LANDLOCK_REMOVE_FILE  (1U << 5)
#define LANDLOCK_MAKE_DIR     (1U << 7)
#define LANDLOCK_MAKE_REG     (1U << 8)
#define LANDLOCK_TRUNCATE     (1U << 14)
#define LANDLOCK_BIND_TCP     1U /* of net */
#define LANDLOCK_SIGNAL	      2U /* of scoped */

/* What LANDLOCK_RULE_PATH_BENEATH takes; the kernel has it packed. */
#define LANDLOCK_PATH_BENEATH 1

struct path_beneath {
	uint64_t allowed;
	int32_t fd;
} __attribute__((__packed__));

static long
landlock_abi(void)
{
	return syscall(
	    SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_VERSION);
}

/* What is denied where nothing allows it, and what is allowed below paths. */
struct denial {
	struct ruleset denied;
	uint64_t allowed;
};

static const struct denial all_but_reading = {
	{ UINT64_MAX, UINT64_MAX, UINT64_MAX },
	LANDLOCK_READ_FILE | LANDLOCK_READ_DIR,
};

static const struct denial all_writing = {
	{ ~(uint64_t)(LANDLOCK_READ_FILE | LANDLOCK_READ_DIR),
	    LANDLOCK_BIND_TCP, LANDLOCK_SIGNAL },
	LANDLOCK_WRITE_FILE | LANDLOCK_TRUNCATE | LANDLOCK_REMOVE_FILE |
	    LANDLOCK_MAKE_DIR | LANDLOCK_MAKE_REG,
};

/* What RULESET denies, as far as ABI knows it: its size. */
static size_t
limit_ruleset(struct ruleset *ruleset, long abi)
{
	const unsigned rights = abi >= 5   ? 16
				: abi >= 3 ? 15
				: abi >= 2 ? 14
					   : 13;

	ruleset->fs &= ((uint64_t)1 << rights) - 1;
	ruleset->net &= 3;
	ruleset->scoped &= 3;
	return abi >= 6	  ? sizeof(*ruleset)
	       : abi >= 4 ? offsetof(struct ruleset, scoped)
			  : offsetof(struct ruleset, net);
}

/* Allow RIGHTS below PATH, or of a file those that files have. */
static void
allow(int ruleset, const char *path, uint64_t rights)
{
	struct path_beneath rule = { .allowed = rights };
	struct stat st;

	rule.fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.fd < 0)
		return;
	if (fstat(rule.fd, &st) != 0 || !S_ISDIR(st.st_mode))
		rule.allowed &= LANDLOCK_READ_FILE | LANDLOCK_WRITE_FILE |
				LANDLOCK_TRUNCATE;
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PATH_BENEATH,
		&rule, 0U) != 0)
		cli_die("landlock: %s: %s", path, strerror(errno));
	close(rule.fd);
}

/* Whether it is there and guards all that an open could change. */
static bool
enter_landlock(
    const struct denial *denial, const char *const paths[], size_t count)
{
	struct ruleset ruleset = denial->denied;
	const long abi = landlock_abi();
	size_t size, i;
	int fd;

	if (abi < 1)
		return false; /* not built in, or not enabled at boot */
	size = limit_ruleset(&ruleset, abi);
	fd = (int)syscall(SYS_landlock_create_ruleset, &ruleset, size, 0U);
	if (fd < 0)
		cli_die("landlock: %s", strerror(errno));
	for (i = 0; i < count; i++)
		allow(fd, paths[i], denial->allowed & ruleset.fs);
	if (syscall(SYS_landlock_restrict_self, fd, 0U) != 0)
		cli_die("landlock: %s", strerror(errno));
	close(fd);
	return abi >= 3; /* since when it knows O_TRUNC */
}

#else

struct denial {
	char nothing;
};
static const struct denial all_but_reading, all_writing;

static bool
enter_landlock(
    const struct denial *denial, const char *const paths[], size_t count)
{
	(void)denial;
	(void)paths;
	(void)count;
	return false;
}

#endif

/* What the filter lets through beside what every tool needs. */
enum reading {
	READING_NOTHING, /* no file is opened any more */
	READING_FILES,	 /* opened for reading only */
	READING_BENEATH, /* also by openat2(2), as Landlock watches over it */
};

#if __has_include(<seccomp.h>)

#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include <seccomp.h>

/* Allowed whatever their arguments. */
static const int allowed[] = {
	SCMP_SYS(read),
	SCMP_SYS(readv),
	SCMP_SYS(pread64),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(pwrite64),
	SCMP_SYS(lseek),
	SCMP_SYS(close),
	SCMP_SYS(fstat),
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
	SCMP_SYS(fadvise64),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(brk),
	SCMP_SYS(futex),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq),
	SCMP_SYS(sched_yield),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(getpid),
	SCMP_SYS(getppid),
	SCMP_SYS(gettid),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(getrandom),
	SCMP_SYS(sysinfo),
	/* on machines of 32 bits */
	SCMP_SYS(_llseek),
	SCMP_SYS(fstat64),
	SCMP_SYS(futex_time64),
	SCMP_SYS(ppoll_time64),
	SCMP_SYS(clock_gettime64),
	SCMP_SYS(clock_nanosleep_time64),
};

/* Allowed where the argument AT, under MASK, is VALUE. */
static const struct {
	int call;
	unsigned at;
	uint64_t mask, value;
} allowed_if[] = {
	{ SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD },
	{ SCMP_SYS(mmap), 2, PROT_EXEC, 0 },
	{ SCMP_SYS(mmap2), 2, PROT_EXEC, 0 },
	{ SCMP_SYS(mprotect), 2, PROT_EXEC, 0 },
	{ SCMP_SYS(newfstatat), 3, AT_EMPTY_PATH, AT_EMPTY_PATH },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TCGETS }, /* isatty(3) */
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TIOCGWINSZ },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_GETFL },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_GETFD },
	{ SCMP_SYS(fcntl64), 1, UINT32_MAX, F_GETFL },
};

/*
 * Opening for reading: flags that make, change or empty a file are refused.
 * Those of openat2(2) are in memory, where no filter sees them.
 */
#define NOT_READING \
	(O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))

/* Argument AT, an int, is VALUE. */
static struct scmp_arg_cmp
is_int(unsigned at, int value)
{
	return SCMP_CMP(at, SCMP_CMP_MASKED_EQ, UINT32_MAX, (uint32_t)value);
}

static int
add_reading(scmp_filter_ctx filter, enum reading reading)
{
	int rc = 0;

	if (reading == READING_NOTHING)
		return 0;
	rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, NOT_READING, O_RDONLY));
	if (rc == 0)
		rc = seccomp_rule_add(
		    filter, SCMP_ACT_ALLOW, SCMP_SYS(getdents64), 0);
	if (rc == 0) /* fdopendir(3) */
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl),
		    1, is_int(1, F_SETFD));
	if (rc == 0 && reading == READING_BENEATH)
		rc = seccomp_rule_add(
		    filter, SCMP_ACT_ALLOW, SCMP_SYS(openat2), 0);
	return rc;
}

/* Of a server, beside reading and writing. */
static const int served[] = {
	SCMP_SYS(accept4),
	SCMP_SYS(epoll_ctl),
	SCMP_SYS(epoll_wait),
	SCMP_SYS(epoll_pwait),
	SCMP_SYS(epoll_pwait2),
	SCMP_SYS(getpeername),
	SCMP_SYS(getsockname),
	SCMP_SYS(getsockopt),
	SCMP_SYS(recvfrom),
	SCMP_SYS(recvmsg),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendto),
	SCMP_SYS(shutdown),
};

static int
add_serving(scmp_filter_ctx filter)
{
	static const int options[] = { SO_KEEPALIVE, SO_LINGER };
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < sizeof(served) / sizeof(served[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, served[i], 0);
	for (i = 0; rc == 0 && i < sizeof(options) / sizeof(options[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(setsockopt), 2, is_int(1, SOL_SOCKET),
		    is_int(2, options[i]));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl),
		    1, is_int(1, FIONREAD));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl),
		    1, is_int(1, F_SETFL));
	return rc;
}

static int
add_rules(scmp_filter_ctx filter)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	for (i = 0; rc == 0 && i < sizeof(allowed_if) / sizeof(allowed_if[0]);
	     i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		    allowed_if[i].call, 1,
		    SCMP_CMP(allowed_if[i].at, SCMP_CMP_MASKED_EQ,
			allowed_if[i].mask, allowed_if[i].value));
	if (rc == 0) /* abort(3) */
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill),
		    1, is_int(0, getpid()));
	if (rc == 0)
		rc = seccomp_rule_add(
		    filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	return rc;
}

static void
enter_seccomp(enum reading reading, bool serving)
{
	scmp_filter_ctx filter;
	int rc = -ENOMEM;

	if (prctl(PR_GET_SECCOMP) < 0)
		return; /* not built in */
	filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (filter != NULL)
		rc = add_rules(filter);
	if (rc == 0)
		rc = add_reading(filter, reading);
	if (rc == 0 && serving)
		rc = add_serving(filter);
	if (rc == 0)
		rc = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
	if (rc == 0)
		rc = seccomp_load(filter);
	if (rc != 0)
		cli_die("seccomp: %s", strerror(-rc));
	seccomp_release(filter);
}

#else

static void
enter_seccomp(enum reading reading, bool serving)
{
	(void)reading;
	(void)serving;
}

#endif

static void
lock_down(
    const char *const paths[], size_t count, enum reading reading, bool serving)
{
	if (RUNNING_ON_VALGRIND)
		return;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		cli_die("no_new_privs: %s", strerror(errno));
	if (enter_landlock(&all_but_reading, paths, count) &&
	    reading == READING_FILES)
		reading = READING_BENEATH;
	enter_seccomp(reading, serving);
}

void
sandbox_enter(void)
{
	lock_down(NULL, 0, READING_NOTHING, false);
}

void
sandbox_enter_reading(const char *const paths[], size_t count)
{
	lock_down(paths, count, READING_FILES, false);
}

void
sandbox_enter_serving(const char *const paths[], size_t count)
{
	lock_down(paths, count, READING_FILES, true);
}

void
sandbox_enter_fetching(const char *const paths[], size_t count)
{
	if (RUNNING_ON_VALGRIND)
		return;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		cli_die("no_new_privs: %s", strerror(errno));
	(void)enter_landlock(&all_writing, paths, count);
}

#endif
