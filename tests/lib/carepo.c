/* SPDX-License-Identifier: ISC */
/* Files and manifests of a repository. */
#include "tests/lib/carepo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_SIZE 1024

static void
die(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	exit(2);
}

static void
make_folders(const char *path)
{
	char folder[PATH_SIZE];
	size_t i;

	for (i = 1; path[i] != '\0' && i < sizeof(folder); i++) {
		if (path[i] != '/')
			continue;
		memcpy(folder, path, i);
		folder[i] = '\0';
		if (mkdir(folder, 0755) != 0 && errno != EEXIST)
			die(folder);
	}
}

void
ca_file_write(const char *path, const void *data, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL && errno == ENOENT) {
		make_folders(path);
		f = fopen(path, "wb");
	}
	if (f == NULL || fwrite(data, 1, len, f) != len || fclose(f) != 0)
		die(path);
}

static void
format_path(char path[PATH_SIZE], const char *directory, const char *folder,
    const char *name)
{
	int n = snprintf(path, PATH_SIZE, "%s/%s%s", directory, folder, name);

	if (n < 0 || n >= PATH_SIZE)
		abort();
}

void
ca_uri_write(
    const char *directory, const char *uri, const void *data, size_t len)
{
	char path[PATH_SIZE];

	format_path(path, directory, "", uri + strlen("rsync://"));
	ca_file_write(path, data, len);
}

void
ca_point_init(struct ca_point *point, struct ca *ca, const char *directory)
{
	memset(point, 0, sizeof(*point));
	point->ca = ca;
	point->directory = directory;
}

void
ca_point_fini(struct ca_point *point)
{
	size_t i;

	for (i = 0; i < point->count; i++)
		free((char *)(uintptr_t)point->files[i].name);
	free(point->files);
	derw_fini(&point->w);
}

void
ca_point_list(
    struct ca_point *point, const char *name, const void *data, size_t len)
{
	struct ca_file *file;

	if (point->count == point->cap) {
		point->cap = point->cap * 2 + 16;
		point->files =
		    realloc(point->files, point->cap * sizeof(*point->files));
		if (point->files == NULL)
			abort();
	}
	file = &point->files[point->count++];
	file->name = strdup(name);
	ca_sha256(data, len, file->sha256);
}

static void
publish(struct ca_point *point, const struct ca_object *object)
{
	char path[PATH_SIZE];

	ca_sign(point->ca, object, &point->w);
	format_path(path, point->directory,
	    point->ca->repository + strlen("rsync://"), object->name);
	ca_file_write(path, point->w.data, point->w.len);
}

void
ca_point_add(struct ca_point *point, const struct ca_object *object)
{
	publish(point, object);
	ca_point_list(point, object->name, point->w.data, point->w.len);
}

void
ca_point_add_crl(struct ca_point *point, const struct ca_object *crl)
{
	struct ca_object object = { 0 };
	char name[CA_URI_SIZE];

	if (crl != NULL)
		object = *crl;
	object.type = CA_CRL;
	snprintf(name, sizeof(name), "%s.crl", point->ca->name);
	if (object.name == NULL)
		object.name = name;
	ca_point_add(point, &object);
}

static int
cmp_name(const void *a, const void *b)
{
	const struct ca_file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

void
ca_point_finish(struct ca_point *point, const struct ca_object *mft)
{
	struct ca_object object = { 0 };
	char name[CA_URI_SIZE];

	if (mft != NULL)
		object = *mft;
	object.type = CA_MFT;
	snprintf(name, sizeof(name), "%s.mft", point->ca->name);
	if (object.name == NULL)
		object.name = name;
	if (object.files == NULL) {
		qsort(point->files, point->count, sizeof(*point->files),
		    cmp_name);
		object.files = point->files;
		object.file_count = point->count;
	}
	publish(point, &object);
}

void
ca_anchor_write(struct ca *ta, const char *directory, const char *tal_path)
{
	struct ca_object object = { .type = CA_TA, .name = "", .subject = ta };
	struct derw w = { 0 };
	char path[PATH_SIZE], folder[CA_URI_SIZE];

	ca_sign(ta, &object, &w);
	ca_uri_write(directory, ta->cer_uri, w.data, w.len);
	snprintf(folder, sizeof(folder), "ta/%s/", ta->name);
	format_path(path, directory, folder, strrchr(ta->cer_uri, '/') + 1);
	ca_file_write(path, w.data, w.len);
	ca_tal_write(ta, &w);
	ca_file_write(tal_path, w.data, w.len);
	derw_fini(&w);
}
