/* SPDX-License-Identifier: ISC */
/*
 * What a fuzz harness is linked with where libFuzzer is not: feed it each
 * file of the directories that are named, in order of their names, and speak
 * TAP, one test a directory.  The bytes lie in an allocation of exactly their
 * size, so that ASan and valgrind see a read beyond them.
 */
#include <dirent.h>
#include <limits.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

static int
not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* False where the file cannot be read. */
static int
replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = NULL;
	long size = -1;
	int done = 0;

	if (file != NULL && fseek(file, 0, SEEK_END) == 0)
		size = ftell(file);
	if (size >= 0 && (data = malloc((size_t)size)) != NULL) {
		rewind(file);
		done = fread(data, 1, (size_t)size, file) == (size_t)size;
	}
	if (done)
		LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
	if (file != NULL)
		fclose(file);
	return done;
}

/* The number of files that were replayed, or -1. */
static int
replay_directory(const char *directory)
{
	struct dirent **entry;
	char path[PATH_MAX];
	int i, n = scandir(directory, &entry, not_hidden, alphasort);
	int bad = n < 0;

	for (i = 0; i < n; i++) {
		snprintf(
		    path, sizeof(path), "%s/%s", directory, entry[i]->d_name);
		printf("# %s\n", path);
		fflush(stdout); /* a crash is to leave its name behind */
		bad |= !replay_file(path);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	return bad ? -1 : n;
}

int
main(int argc, char *argv[])
{
	int i, n, failed = 0;

	printf("1..%d\n", argc - 1);
	for (i = 1; i < argc; i++) {
		n = replay_directory(argv[i]);
		failed |= n <= 0;
		printf("%s %d - %s: %d inputs\n", n > 0 ? "ok" : "not ok", i,
		    argv[i], n < 0 ? 0 : n);
	}
	return failed;
}
