/* SPDX-License-Identifier: ISC */
/*
 * The cached copy of a URL, and its record: PATH.etag, text of four lines
 *
 *	https://example.net/vrps.json
 *	75123456
 *	"5e1f-8a"
 *	Mon, 23 Nov 2026 04:05:06 GMT
 *
 * the URL, the size of the copy, its ETag and its Last-Modified, the last two
 * empty where the server gave none.  The record goes before the copy changes
 * and comes back after: a crash in between costs one full fetch, and never
 * makes a new record vouch for an old copy.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/num.h"
#include "io/fetch_private.h"

#define RECORD_MAX 8192 /* bytes; the URL takes most of it */

static char *
record_path(const char *path)
{
	char *record;

	return asprintf(&record, "%s.etag", path) < 0 ? NULL : record;
}

/* The next line of *TEXT, its end cut off; NULL where none is complete. */
static char *
next_line(char **text)
{
	char *line = *text, *end = strchr(line, '\n');

	if (end == NULL)
		return NULL;
	*end = '\0';
	*text = end + 1;
	return line;
}

/* The value of a header in LINE[0..n), or one too long: TO is "". */
static void
take_value(char to[RSEC_VALIDATOR_MAX], const char *line, size_t n)
{
	while (n > 0 && (*line == ' ' || *line == '\t')) {
		line++;
		n--;
	}
	while (n > 0 && strchr(" \t\r\n", line[n - 1]) != NULL)
		n--;
	if (n >= RSEC_VALIDATOR_MAX || memchr(line, '\n', n) != NULL)
		n = 0;
	memcpy(to, line, n);
	to[n] = '\0';
}

void
rsec_validators_take(
    struct rsec_validators *validators, const char *line, size_t n)
{
	static const char etag[] = "etag:", modified[] = "last-modified:";

	if (n > 5 && strncasecmp(line, "HTTP/", 5) == 0) /* of a redirect? */
		*validators = (struct rsec_validators){ .etag = "" };
	else if (n >= strlen(etag) &&
		 strncasecmp(line, etag, strlen(etag)) == 0)
		take_value(
		    validators->etag, line + strlen(etag), n - strlen(etag));
	else if (n >= strlen(modified) &&
		 strncasecmp(line, modified, strlen(modified)) == 0)
		take_value(validators->modified, line + strlen(modified),
		    n - strlen(modified));
}

static bool
parse_record(char *text, const char *url, uint64_t *size,
    struct rsec_validators *validators)
{
	const char *of = next_line(&text);
	const char *length = of != NULL ? next_line(&text) : NULL;
	const char *etag = length != NULL ? next_line(&text) : NULL;
	const char *modified = etag != NULL ? next_line(&text) : NULL;

	if (modified == NULL || strcmp(of, url) != 0 ||
	    !rsec_parse_u64(length, strlen(length), UINT64_MAX, size) ||
	    strlen(etag) >= sizeof(validators->etag) ||
	    strlen(modified) >= sizeof(validators->modified))
		return false;
	snprintf(validators->etag, sizeof(validators->etag), "%s", etag);
	snprintf(
	    validators->modified, sizeof(validators->modified), "%s", modified);
	return true;
}

/* fopen() below DIR. */
static FILE *
open_below(int dir, const char *name, int flags, const char *mode)
{
	int fd = openat(dir, name, flags | O_CLOEXEC | O_NOCTTY, 0666);
	FILE *file = fd >= 0 ? fdopen(fd, mode) : NULL;

	if (file == NULL && fd >= 0)
		close(fd);
	return file;
}

bool
rsec_record_read(int dir, const char *name, const char *url, uint64_t *size,
    struct rsec_validators *validators)
{
	char *text = malloc(RECORD_MAX);
	FILE *file = NULL;
	bool good = false;

	*validators = (struct rsec_validators){ .etag = "" };
	if (text != NULL)
		file = open_below(dir, name, O_RDONLY, "r");
	if (file != NULL) {
		text[fread(text, 1, RECORD_MAX - 1, file)] = '\0';
		good = parse_record(text, url, size, validators);
		fclose(file);
	}
	free(text);
	return good;
}

int
rsec_cache_open(const char *path, const char *url, uint64_t *size,
    struct rsec_validators *validators)
{
	struct stat st;
	char *record;
	uint64_t noted;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	*validators = (struct rsec_validators){ .etag = "" };
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return -1;
	}
	*size = (uint64_t)st.st_size;
	record = record_path(path);
	if (record != NULL &&
	    rsec_record_read(AT_FDCWD, record, url, &noted, validators) &&
	    noted != *size)
		*validators = (struct rsec_validators){ .etag = "" };
	free(record);
	return fd;
}

/*
 * A file without a name in the directory of PATH, so that a process that is
 * killed leaves nothing there; -1 where the file system has no such thing, or
 * no /proc could give it a name later.
 */
static int
create_unnamed(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash != NULL ? (size_t)(slash - path) + 1 : 1;
	char *directory = strndup(slash != NULL ? path : ".", len);
	int fd = -1;

#ifdef O_TMPFILE
	if (directory != NULL && access("/proc/self/fd", X_OK) == 0)
		fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0644);
#endif
	free(directory);
	return fd;
}

/* Give FD, which has no name, one beside PATH; NULL with errno. */
static char *
name_unnamed(const char *path, int fd)
{
	char from[32], *temp;

	snprintf(from, sizeof(from), "/proc/self/fd/%d", fd);
	if (asprintf(&temp, "%s.%ld-%d", path, (long)getpid(), fd) < 0)
		return NULL;
	unlink(temp); /* of a process that died here, and had our number */
	if (linkat(AT_FDCWD, from, AT_FDCWD, temp, AT_SYMLINK_FOLLOW) == 0)
		return temp;
	free(temp);
	return NULL;
}

int
rsec_cache_create(const char *path, char **temp, struct rsec_err *err)
{
	int fd;

	*temp = NULL;
	if (path != NULL && (fd = create_unnamed(path)) >= 0) {
		fchmod(fd, 0644); /* public data, for every reader */
		return fd;
	}
	if (asprintf(temp, "%s.XXXXXX",
		path != NULL ? path : P_tmpdir "/rsec") < 0) {
		*temp = NULL;
		return rsec_err_nomem(err);
	}
	fd = mkostemp(*temp, O_CLOEXEC);
	if (fd < 0) {
		rsec_err_set(err, RSEC_ERR_IO, "cannot create %s: %s", *temp,
		    strerror(errno));
	} else if (path != NULL) {
		fchmod(fd, 0644);
		return fd;
	} else {
		unlink(*temp);
	}
	free(*temp);
	*temp = NULL;
	return fd;
}

void
rsec_record_write(int dir, const char *name, const char *url, uint64_t size,
    const struct rsec_validators *validators)
{
	FILE *file;
	bool good;

	if (validators->etag[0] == '\0' && validators->modified[0] == '\0')
		return;
	file = open_below(dir, name, O_WRONLY | O_CREAT | O_TRUNC, "w");
	if (file == NULL)
		return;
	good = fprintf(file, "%s\n%" PRIu64 "\n%s\n%s\n", url, size,
		   validators->etag, validators->modified) > 0;
	if (fclose(file) != 0 || !good)
		unlinkat(dir, name, 0);
}

int
rsec_cache_replace(const char *path, char **temp, int fd, const char *url,
    uint64_t size, const struct rsec_validators *validators,
    struct rsec_err *err)
{
	char *record = record_path(path);

	if (record == NULL)
		return rsec_err_nomem(err);
	if (*temp == NULL)
		*temp = name_unnamed(path, fd);
	if (*temp == NULL || fsync(fd) != 0 ||
	    (unlink(record) != 0 && errno != ENOENT) ||
	    rename(*temp, path) != 0) {
		rsec_err_set(err, RSEC_ERR_IO, "cannot replace %s: %s", path,
		    strerror(errno));
		free(record);
		return -1;
	}
	free(*temp);
	*temp = NULL;
	rsec_record_write(AT_FDCWD, record, url, size, validators);
	free(record);
	return 0;
}
