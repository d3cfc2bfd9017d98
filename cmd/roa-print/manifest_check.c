/* SPDX-License-Identifier: ISC */
/*
 * The entries of a manifest against the files beside it, and those of an RSC
 * against the files of a folder (--verify-files).
 *
 * A manifest that was copied away from its files is not at fault: where none
 * of its entries is beside it, nothing is told.  No name leads out of the
 * folder: only those that RFC 9286 allows are looked for, and no link is
 * followed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/quote.h"
#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"

#define NAME_BYTES_MAX 255
#define FILE_FLAGS     (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)

/* The folder that NAME is in, open; -1 where it cannot be. */
static int
open_folder_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	char *path = strndup(name, slash != NULL ? (size_t)(slash - name) : 0);
	int fd;

	if (path == NULL)
		cli_die("out of memory");
	fd = open(slash == NULL	  ? "."
		  : slash == name ? "/"
				  : path,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(path);
	return fd;
}

/* The name of an entry as a string, or false where it is none of a file. */
static bool
name_of(char to[NAME_BYTES_MAX + 1], struct rsec_bytes name)
{
	if (name.len == 0 || name.len > NAME_BYTES_MAX ||
	    memchr(name.data, '/', name.len) != NULL ||
	    memchr(name.data, '\0', name.len) != NULL || name.data[0] == '.')
		return false;
	memcpy(to, name.data, name.len);
	to[name.len] = '\0';
	return true;
}

/*
 * The SHA-256 hash of the file NAME in the folder FD: false without one, with
 * errno 0 where that is no regular file.
 */
static bool
hash_file(struct judge *judge, int fd, const char *name,
    uint8_t hash[RSEC_SHA256_SIZE])
{
	int file = openat(fd, name, FILE_FLAGS);
	struct rsec_bytes bytes = { NULL, 0 };
	struct stat st;
	bool done = false;
	void *map;

	if (file < 0)
		return false;
	errno = 0;
	if (fstat(file, &st) == 0 && S_ISREG(st.st_mode) &&
	    (uintmax_t)st.st_size < SIZE_MAX) {
		bytes.len = (size_t)st.st_size;
		map = bytes.len == 0 ? NULL
				     : mmap(NULL, bytes.len, PROT_READ,
					   MAP_PRIVATE, file, 0);
		done = map != MAP_FAILED;
		bytes.data = map;
		if (done)
			rsec_sha256(judge->verifier, bytes, hash);
		if (done && map != NULL)
			munmap(map, bytes.len);
	}
	close(file);
	return done;
}

/* A file that is there, but not for us, or over a link, is not missing. */
static enum entry_state
unreadable(struct judge *judge, const char *name)
{
	if (errno == 0 || errno == ENOENT)
		return ENTRY_MISSING;
	cli_warn("%s: \"%s\" cannot be checked: %s", judge->subject.item->name,
	    name,
	    errno == ELOOP ? "a link, which is not followed" : strerror(errno));
	judge->unread++;
	return ENTRY_NOT_CHECKED;
}

static enum entry_state
check_entry(
    struct judge *judge, int fd, struct rsec_bytes name, struct rsec_bytes hash)
{
	char text[NAME_BYTES_MAX + 1];
	uint8_t own[RSEC_SHA256_SIZE];

	if (!name_of(text, name))
		return ENTRY_NOT_CHECKED;
	if (!hash_file(judge, fd, text, own))
		return unreadable(judge, text);
	return hash.len == sizeof(own) &&
		       memcmp(own, hash.data, sizeof(own)) == 0
		   ? ENTRY_OK
		   : ENTRY_HASH_MISMATCH;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Whether the folder's file NAME is one that a manifest should list. */
static bool
is_unlisted(const struct rsec_mft *mft, const char *name, const char *own)
{
	struct rsec_bytes bytes = { (const uint8_t *)name, strlen(name) };
	enum rsec_object_type type = rsec_object_type_by_suffix(name);

	return type != RSEC_OBJECT_UNKNOWN && type != RSEC_OBJECT_TAL &&
	       strcmp(name, own) != 0 && rsec_mft_find(mft, bytes) == NULL;
}

/* Names of files that no entry lists, sorted; FD is closed. */
static int
find_unlisted(struct judge *judge, int fd, const char *own)
{
	const struct rsec_mft *mft = &judge->subject.object.mft;
	struct manifest_check *check = &judge->manifest;
	const char **list = NULL;
	const struct dirent *entry;
	DIR *dir = fdopendir(fd);
	size_t n = 0, cap = 0;

	if (dir == NULL) {
		close(fd);
		return 0;
	}
	while ((entry = readdir(dir)) != NULL) {
		if ((entry->d_type != DT_REG && entry->d_type != DT_UNKNOWN) ||
		    !is_unlisted(mft, entry->d_name, own))
			continue;
		if (n == cap) {
			cap = cap > 0 ? 2 * cap : 64;
			list = reallocarray(list, cap, sizeof(*list));
			if (list == NULL)
				cli_die("out of memory");
		}
		list[n] = rsec_arena_strndup(
		    &judge->arena, entry->d_name, strlen(entry->d_name));
		if (list[n++] == NULL)
			cli_die("out of memory");
	}
	closedir(dir);
	if (n > 0)
		qsort(list, n, sizeof(*list), by_name);
	free(judge->unlisted);
	judge->unlisted = list;
	check->unlisted = list;
	check->unlisted_count = n;
	return 0;
}

static void
add_finding(struct judge *judge, enum entry_state state, uint64_t offset,
    struct rsec_bytes name, enum rsec_rule missing, enum rsec_rule mismatch)
{
	struct rsec_findings *findings = &judge->subject.object.findings;
	char quoted[RSEC_QUOTE_SIZE];

	rsec_quote(quoted, (const char *)name.data, name.len);
	if (state == ENTRY_MISSING)
		rsec_findings_add(
		    findings, missing, offset, "%s is not there", quoted);
	if (state == ENTRY_HASH_MISMATCH)
		rsec_findings_add(findings, mismatch, offset,
		    "%s has another SHA-256 hash", quoted);
}

static int
check_manifest(struct judge *judge, const struct item *item)
{
	const struct rsec_mft *mft = &judge->subject.object.mft;
	struct manifest_check *check = &judge->manifest;
	const char *slash = strrchr(item->name, '/');
	int fd = open_folder_of(item->name);
	bool any = false;
	size_t i;

	if (fd < 0)
		return 0;
	rsec_arena_reset(&judge->arena);
	check->entry = rsec_arena_alloc(
	    &judge->arena, (mft->count + 1) * sizeof(*check->entry));
	if (check->entry == NULL) {
		close(fd);
		return -1;
	}
	for (i = 0; i < mft->count; i++) {
		check->entry[i] = check_entry(
		    judge, fd, mft->entries[i].name, mft->entries[i].hash);
		any |= check->entry[i] == ENTRY_OK ||
		       check->entry[i] == ENTRY_HASH_MISMATCH;
	}
	if (!any) {
		close(fd);
		return 0;
	}
	judge->subject.manifest = check;
	for (i = 0; i < mft->count; i++)
		add_finding(judge, check->entry[i], mft->entries[i].offset,
		    mft->entries[i].name, RSEC_RULE_MANIFEST_FILE_MISSING,
		    RSEC_RULE_MANIFEST_HASH);
	return find_unlisted(judge, fd, slash != NULL ? slash + 1 : item->name);
}

/* An entry without a name stands for any file with its hash. */
static enum entry_state
check_nameless(struct judge *judge, int fd, struct rsec_bytes hash)
{
	enum entry_state state = ENTRY_MISSING;
	uint8_t own[RSEC_SHA256_SIZE];
	const struct dirent *entry;
	DIR *dir;
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (copy < 0 || (dir = fdopendir(copy)) == NULL) {
		if (copy >= 0)
			close(copy);
		return ENTRY_MISSING;
	}
	while (state != ENTRY_OK && (entry = readdir(dir)) != NULL)
		if (hash.len == sizeof(own) &&
		    hash_file(judge, fd, entry->d_name, own) &&
		    memcmp(own, hash.data, sizeof(own)) == 0)
			state = ENTRY_OK;
	closedir(dir);
	return state;
}

static int
check_rsc(struct judge *judge)
{
	const char *folder = judge->setup->options->verify_files;
	const struct rsec_rsc *rsc = &judge->subject.object.rsc;
	const struct rsec_rsc_entry *entry;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum entry_state state;
	size_t i;

	if (fd < 0)
		cli_die("%s: %s", folder, strerror(errno));
	judge->checklists++;
	for (i = 0; i < rsc->count; i++) {
		entry = &rsc->entries[i];
		state = entry->has_name
			    ? check_entry(judge, fd, entry->name, entry->hash)
			    : check_nameless(judge, fd, entry->hash);
		add_finding(judge, state, entry->offset,
		    entry->has_name
			? entry->name
			: (struct rsec_bytes){ (const uint8_t *)"a file", 6 },
		    RSEC_RULE_RSC_FILE_MISSING, RSEC_RULE_RSC_FILE_HASH);
	}
	close(fd);
	return 0;
}

int
manifest_check(struct judge *judge, const struct item *item)
{
	const struct options *options = judge->setup->options;
	const struct rsec_object *object = &judge->subject.object;

	if (!object->decoded || options->no_verify)
		return 0;
	if (object->type == RSEC_OBJECT_MFT && item->in_folder)
		return check_manifest(judge, item);
	if (object->type == RSEC_OBJECT_RSC && options->verify_files != NULL)
		return check_rsc(judge);
	return 0;
}
