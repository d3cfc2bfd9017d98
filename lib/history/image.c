/* SPDX-License-Identifier: ISC */
/*
 * A store is put together section by section in memory, hashed, and written
 * from its first byte to its last.  layout_private.h says what the sections
 * hold.
 */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "history/builder_private.h"

#define NARROW_MAX 65535 /* trusted observations of a trust anchor */

typedef int (*writer)(void *ctx, const void *data, size_t len);

static int
cmp_names(const void *a, const void *b)
{
	const struct rsec_ta *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

int
rsec_image_init(struct rsec_image *image, const struct rsec_builder *builder,
    struct rsec_err *err)
{
	const size_t n = builder->count;
	size_t i;

	*image = (struct rsec_image){ .wide = false };
	image->tas = malloc((n + 1) * sizeof(*image->tas));
	image->vrps = calloc(n + 1, sizeof(*image->vrps));
	image->extras = calloc(n + 1, sizeof(*image->extras));
	if (image->tas == NULL || image->vrps == NULL || image->extras == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < n; i++)
		if (builder->tas[i].count > 0)
			image->tas[image->header.tas++] = &builder->tas[i];
	qsort(image->tas, image->header.tas, sizeof(*image->tas), cmp_names);
	for (i = 0; i < image->header.tas; i++) {
		if (rsec_timeline_init(
			&image->vrps[i], image->tas[i], false, err) == -1 ||
		    rsec_timeline_init(
			&image->extras[i], image->tas[i], true, err) == -1)
			return -1;
		if (rsec_timeline_trusted(&image->vrps[i]) > NARROW_MAX ||
		    rsec_timeline_trusted(&image->extras[i]) > NARROW_MAX)
			image->wide = true;
	}
	return 0;
}

void
rsec_image_fini(struct rsec_image *image)
{
	size_t i;

	for (i = 0; i < image->header.tas; i++) {
		rsec_timeline_fini(&image->vrps[i]);
		rsec_timeline_fini(&image->extras[i]);
	}
	for (i = 0; i < RSEC_SECTIONS; i++)
		rsec_buf_fini(&image->sections[i]);
	free(image->tas);
	free(image->vrps);
	free(image->extras);
}

int
rsec_image_add_runs(struct rsec_image *image, enum rsec_history_section section,
    const struct rsec_timeline *timeline)
{
	const struct rsec_numbers *runs = timeline->runs;
	uint16_t narrow[2];
	size_t i;

	if (image->wide)
		return timeline->count == 0
			   ? 0
			   : rsec_image_add(image, section, runs,
				 timeline->count * sizeof(*runs));
	for (i = 0; i < timeline->count; i++) {
		narrow[0] = (uint16_t)runs[i].first;
		narrow[1] = (uint16_t)runs[i].last;
		if (rsec_image_add(image, section, narrow, sizeof(narrow)) ==
		    -1)
			return -1;
	}
	return 0;
}

/* Fill each section up to a multiple of 8. */
static int
pad(struct rsec_image *image)
{
	static const uint8_t zeros[8];
	size_t i;

	for (i = 0; i < RSEC_SECTIONS; i++)
		if (rsec_image_add(image, (enum rsec_history_section)i, zeros,
			-image->sections[i].len % 8) == -1)
			return -1;
	return 0;
}

/* Blocks go over the borders of sections: what is left of one is carried. */
struct hasher {
	XXH3_state_t *state;
	uint8_t *table;
	size_t blocks, fill;
};

static void
end_block(struct hasher *hasher)
{
	const uint64_t digest = XXH3_64bits_digest(hasher->state);

	memcpy(hasher->table + hasher->blocks++ * sizeof(digest), &digest,
	    sizeof(digest));
	XXH3_64bits_reset(hasher->state);
	hasher->fill = 0;
}

static void
hash(struct hasher *hasher, const char *data, size_t len)
{
	size_t n;

	while (len > 0) {
		n = RSEC_HISTORY_BLOCK - hasher->fill;
		n = n < len ? n : len;
		XXH3_64bits_update(hasher->state, data, n);
		hasher->fill += n;
		data += n;
		len -= n;
		if (hasher->fill == RSEC_HISTORY_BLOCK)
			end_block(hasher);
	}
}

/* The header and behind it the table of digests; NULL without memory. */
static uint8_t *
make_front(struct rsec_image *image, size_t len)
{
	struct rsec_history_header *header = &image->header;
	struct hasher hasher = { XXH3_createState(), NULL, 0, 0 };
	uint8_t *front = malloc(len);
	XXH128_hash_t digest;
	size_t i;

	if (hasher.state == NULL || front == NULL)
		goto out;
	hasher.table = front + sizeof(*header);
	XXH3_64bits_reset(hasher.state);
	for (i = 0; i < RSEC_SECTIONS; i++)
		hash(&hasher, image->sections[i].data, image->sections[i].len);
	if (hasher.fill > 0)
		end_block(&hasher);
	memcpy(front, header, sizeof(*header));
	digest = XXH3_128bits(
	    front + RSEC_HISTORY_SIGNED, len - RSEC_HISTORY_SIGNED);
	header->digest[0] = digest.low64;
	header->digest[1] = digest.high64;
	memcpy(front, header, sizeof(*header));
	XXH3_freeState(hasher.state);
	return front;
out:
	XXH3_freeState(hasher.state);
	free(front);
	return NULL;
}

/* Where the sections stand. */
static void
lay_out(struct rsec_image *image, const size_t lens[RSEC_SECTIONS])
{
	struct rsec_history_header *header = &image->header;
	uint64_t body = 0, at;
	size_t i;

	memcpy(header->magic, RSEC_HISTORY_MAGIC, sizeof(header->magic));
	header->mark = RSEC_HISTORY_MARK;
	header->flags = image->wide ? RSEC_HISTORY_WIDE : 0;
	for (i = 0; i < RSEC_SECTIONS; i++)
		body += image->sections[i].len;
	header->blocks = (body + RSEC_HISTORY_BLOCK - 1) / RSEC_HISTORY_BLOCK;
	at = sizeof(*header) + header->blocks * sizeof(uint64_t);
	header->len = at + body;
	for (i = 0; i < RSEC_SECTIONS; i++) {
		header->sections[i].offset = at;
		header->sections[i].len = lens[i];
		at += image->sections[i].len;
	}
}

static int
write_sections(const struct rsec_image *image, writer write, void *ctx)
{
	const struct rsec_buf *section = image->sections;
	size_t i;

	for (i = 0; i < RSEC_SECTIONS; i++, section++)
		if (section->len > 0 &&
		    write(ctx, section->data, section->len) == -1)
			return -1;
	return 0;
}

int
rsec_image_write(
    struct rsec_image *image, writer write, void *ctx, struct rsec_err *err)
{
	size_t lens[RSEC_SECTIONS], i, len;
	uint8_t *front;
	int rc = 0;

	for (i = 0; i < RSEC_SECTIONS; i++)
		lens[i] = image->sections[i].len;
	if (pad(image) == -1)
		return rsec_err_nomem(err);
	lay_out(image, lens);
	len = image->header.sections[0].offset;
	front = make_front(image, len);
	if (front == NULL)
		return rsec_err_nomem(err);
	if (write(ctx, front, len) == -1 ||
	    write_sections(image, write, ctx) == -1)
		rc = rsec_err_set(err, RSEC_ERR_IO, "cannot write the store");
	free(front);
	return rc;
}
