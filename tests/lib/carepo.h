/* SPDX-License-Identifier: ISC */
/*
 * Publish what the authority signs, in the layout of rpki-client's cache:
 * DIRECTORY/HOST/PATH for rsync://HOST/PATH.
 */
#ifndef RSEC_TESTS_LIB_CAREPO_H
#define RSEC_TESTS_LIB_CAREPO_H

#include "tests/lib/ca.h"

/* The publication point of one CA while it is filled. */
struct ca_point {
	struct ca *ca;
	const char *directory;
	struct ca_file *files; /* what the manifest will list */
	size_t count, cap;
	struct derw w; /* what was signed last */
};

/* Write a file, making the folders above it; a failure ends the program. */
void ca_file_write(const char *path, const void *data, size_t len);

/* The same for the file that URI names, below DIRECTORY. */
void ca_uri_write(
    const char *directory, const char *uri, const void *data, size_t len);

void ca_point_init(
    struct ca_point *point, struct ca *ca, const char *directory);
void ca_point_fini(struct ca_point *point);

/* Put a file on the manifest, whatever is published. */
void ca_point_list(
    struct ca_point *point, const char *name, const void *data, size_t len);

/* Sign OBJECT, write it under its name, and list it. */
void ca_point_add(struct ca_point *point, const struct ca_object *object);

/* Sign and write the CRL; then the manifest.  NULL: a plain one. */
void ca_point_add_crl(struct ca_point *point, const struct ca_object *crl);
void ca_point_finish(struct ca_point *point, const struct ca_object *mft);

/*
 * A trust anchor: its certificate at its URI and as DIRECTORY/ta/NAME, which
 * is where rpki-client looks when it does not fetch; and the TAL.
 */
void ca_anchor_write(
    struct ca *ta, const char *directory, const char *tal_path);

#endif
