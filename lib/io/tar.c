/* SPDX-License-Identifier: ISC */
/*
 * Archives of tar(1).  See tar.h.
 *
 * A header is one block of 512 bytes; what it announces follows, padded to
 * whole blocks.  A header of type 'L' (GNU) or 'x' (pax) tells the name, and
 * the latter the size, of the member after it.  A block of zeros ends the
 * archive, and nothing but zeros may follow: an archive that ends without was
 * cut between two members, and of one that stands behind another nothing would
 * be read.
 */
#include "io/tar.h"

#include <string.h>

struct header {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12],
	    checksum[8], type, link[100], magic[6], version[2], user[32],
	    group[32], major[8], minor[8], prefix[155], pad[12];
};

_Static_assert(sizeof(struct header) == 512, "a header is one block");

/* An octal number, blanks around it; or in base 256, its first bit set. */
static bool
parse_number(const char *s, size_t n, uint64_t *v)
{
	size_t i = 0;

	*v = 0;
	if ((unsigned char)s[0] == 0x80) {
		for (i = 1; i < n; i++) {
			if (*v >> 55 != 0)
				return false;
			*v = *v << 8 | (unsigned char)s[i];
		}
		return true;
	}
	while (i < n && s[i] == ' ')
		i++;
	for (; i < n && s[i] >= '0' && s[i] <= '7'; i++)
		*v = *v << 3 | (uint64_t)(s[i] - '0');
	return i == n || s[i] == ' ' || s[i] == '\0';
}

/* The sum of all bytes, those of the checksum taken for blanks. */
static bool
is_header(const struct header *header)
{
	const unsigned char *byte = (const unsigned char *)header;
	uint64_t sum = 0, told;
	size_t i;

	for (i = 0; i < sizeof(*header); i++)
		sum += byte[i];
	for (i = 0; i < sizeof(header->checksum); i++)
		sum += ' ' - (uint64_t)(unsigned char)header->checksum[i];
	return parse_number(
		   header->checksum, sizeof(header->checksum), &told) &&
	       told == sum && sum > 8 * ' ';
}

bool
rsec_tar_is(const uint8_t *data, size_t n)
{
	struct header header;

	if (n < sizeof(header))
		return false;
	memcpy(&header, data, sizeof(header));
	return is_header(&header);
}

void
rsec_tar_init(struct rsec_tar *tar, struct rsec_source source)
{
	memset(tar, 0, sizeof(*tar));
	tar->source = source;
	tar->name = RSEC_BUF_INIT;
	tar->record = RSEC_BUF_INIT;
}

void
rsec_tar_fini(struct rsec_tar *tar)
{
	rsec_buf_fini(&tar->name);
	rsec_buf_fini(&tar->record);
}

static int
truncated(const struct rsec_tar *tar, struct rsec_err *err)
{
	return rsec_err_at_offset(
	    err, RSEC_ERR_TRUNCATED, tar->offset, "truncated tar archive");
}

/*
 * Some bytes, up to WANT: how many, 0 at the end of the source, -1 with ERR
 * in *STATUS.  They are at tar->at - what is returned.
 */
static size_t
take(struct rsec_tar *tar, uint64_t want, int *status, struct rsec_err *err)
{
	size_t n;

	*status = 0;
	if (tar->at == tar->end) {
		*status = tar->source.next(tar->source.ctx, &tar->at, &n, err);
		if (*status <= 0) {
			tar->at = tar->end = NULL;
			return 0;
		}
		tar->end = tar->at + n;
	}
	n = (size_t)(tar->end - tar->at);
	if (n > want)
		n = (size_t)want;
	tar->at += n;
	tar->offset += n;
	return n;
}

/* N bytes to TO, or dropped with a NULL TO.  0, or -1 with ERR. */
static int
get(struct rsec_tar *tar, struct rsec_buf *to, uint64_t n, struct rsec_err *err)
{
	size_t some;
	int status;

	while (n > 0) {
		some = take(tar, n, &status, err);
		if (some == 0)
			return status < 0 ? -1 : truncated(tar, err);
		if (to != NULL && rsec_buf_add(to, tar->at - some, some) != 0)
			return rsec_err_nomem(err);
		n -= some;
	}
	return 0;
}

/* The end was found: nothing but zeros may follow.  0, or -1 with ERR. */
static int
read_end(struct rsec_tar *tar, struct rsec_err *err)
{
	const uint8_t *byte;
	int status;
	size_t n;

	tar->ended = true;
	while ((n = take(tar, UINT64_MAX, &status, err)) > 0)
		for (byte = tar->at - n; byte < tar->at; byte++)
			if (*byte != 0)
				return rsec_err_at_offset(err, RSEC_ERR_CORRUPT,
				    tar->offset - (uint64_t)(tar->at - byte),
				    "corrupt tar archive: bytes that are no "
				    "zeros follow its end");
	return status;
}

/* 1 with a header, 0 at the end, -1 with ERR. */
static int
read_header(struct rsec_tar *tar, struct header *header, struct rsec_err *err)
{
	static const struct header zeros;
	uint64_t start = tar->offset;
	char *to = (char *)header;
	size_t n, have = 0;
	int status;

	while (have < sizeof(*header)) {
		n = take(tar, sizeof(*header) - have, &status, err);
		if (n == 0)
			return status < 0 ? -1 : truncated(tar, err);
		memcpy(to + have, tar->at - n, n);
		have += n;
	}
	if (memcmp(header, &zeros, sizeof(zeros)) == 0)
		return read_end(tar, err);
	if (!is_header(header))
		return rsec_err_at_offset(err, RSEC_ERR_CORRUPT, start,
		    "corrupt tar archive: no header with a right checksum");
	return 1;
}

static int
set_name(struct rsec_tar *tar, const char *prefix, size_t prefix_len,
    const char *name, size_t len, struct rsec_err *err)
{
	tar->name.len = 0;
	if ((prefix_len > 0 &&
		(rsec_buf_add(&tar->name, prefix, prefix_len) != 0 ||
		    rsec_buf_addc(&tar->name, '/') != 0)) ||
	    rsec_buf_add(&tar->name, name, len) != 0 ||
	    rsec_buf_addc(&tar->name, '\0') != 0)
		return rsec_err_nomem(err);
	return 0;
}

/* What a header says of the member after it, in tar->record. */
static int
read_record(struct rsec_tar *tar, uint64_t size, struct rsec_err *err)
{
	if (size > RSEC_TAR_NAME_MAX)
		return rsec_err_at_offset(err, RSEC_ERR_LIMIT, tar->offset,
		    "a name or pax header has more than %zu bytes",
		    RSEC_TAR_NAME_MAX);
	tar->record.len = 0;
	if (get(tar, &tar->record, size, err) != 0 ||
	    get(tar, NULL, -size % RSEC_TAR_BLOCK, err) != 0)
		return -1;
	if (rsec_buf_addc(&tar->record, '\0') != 0)
		return rsec_err_nomem(err);
	tar->record.len--; /* the NUL is there where the record is empty, too */
	return 0;
}

/* A decimal number, all of S[0..n); false where it is none. */
static bool
parse_decimal(const char *s, size_t n, uint64_t *v)
{
	size_t i;

	*v = 0;
	if (n == 0 || n > 18)
		return false;
	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*v = 10 * *v + (uint64_t)(s[i] - '0');
	}
	return true;
}

/* What headers before a member say of it. */
struct told {
	bool named; /* tar->name is its name */
	bool sized;
	uint64_t size;
};

/* One record of pax, "KEY=VALUE". */
static int
apply_record(struct rsec_tar *tar, const char *s, size_t n, struct told *told,
    struct rsec_err *err)
{
	if (n > 5 && memcmp(s, "path=", 5) == 0) {
		told->named = true;
		return set_name(tar, NULL, 0, s + 5, n - 5, err);
	}
	if (n >= 5 && memcmp(s, "size=", 5) == 0) {
		told->sized = true;
		if (!parse_decimal(s + 5, n - 5, &told->size))
			return rsec_err_at_offset(err, RSEC_ERR_CORRUPT,
			    tar->offset, "corrupt pax header");
	}
	return 0;
}

/* The records in tar->record, "LENGTH KEY=VALUE\n" each. */
static int
apply_pax(struct rsec_tar *tar, struct told *told, struct rsec_err *err)
{
	const char *at = tar->record.data, *end = at + tar->record.len;
	const char *blank;
	uint64_t len;

	while (at < end) {
		blank = memchr(at, ' ', (size_t)(end - at));
		if (blank == NULL ||
		    !parse_decimal(at, (size_t)(blank - at), &len) ||
		    len > (uint64_t)(end - at) ||
		    len < (uint64_t)(blank - at) + 3 || at[len - 1] != '\n')
			return rsec_err_at_offset(err, RSEC_ERR_CORRUPT,
			    tar->offset, "corrupt pax header");
		at += len;
		if (apply_record(tar, blank + 1, (size_t)(at - blank) - 2, told,
			err) != 0)
			return -1;
	}
	return 0;
}

/* A header that speaks of the member after it. */
static int
apply_header(struct rsec_tar *tar, char type, uint64_t size, struct told *told,
    struct rsec_err *err)
{
	if (read_record(tar, size, err) != 0)
		return -1;
	if (type == 'x')
		return apply_pax(tar, told, err);
	told->named = true;
	return set_name(
	    tar, NULL, 0, tar->record.data, strlen(tar->record.data), err);
}

/* The name in the header itself. */
static int
own_name(
    struct rsec_tar *tar, const struct header *header, struct rsec_err *err)
{
	bool ustar = memcmp(header->magic, "ustar", 6) == 0;

	return set_name(tar, header->prefix,
	    ustar ? strnlen(header->prefix, sizeof(header->prefix)) : 0,
	    header->name, strnlen(header->name, sizeof(header->name)), err);
}

static bool
is_regular(char type)
{
	return type == '0' || type == '\0' || type == '7';
}

int
rsec_tar_next(struct rsec_tar *tar, const char **name, uint64_t *size,
    struct rsec_err *err)
{
	struct told told = { false, false, 0 };
	struct header header;
	int status;

	while (!tar->ended) {
		/* what is left of the member before, or of one not wanted */
		if (get(tar, NULL, tar->left, err) != 0 ||
		    get(tar, NULL, tar->padding, err) != 0)
			return -1;
		tar->left = tar->padding = 0;
		if ((status = read_header(tar, &header, err)) <= 0)
			return status;
		if (!parse_number(header.size, sizeof(header.size), size))
			return rsec_err_at_offset(err, RSEC_ERR_CORRUPT,
			    tar->offset, "corrupt tar archive: no size");
		if (header.type == 'L' || header.type == 'x') {
			if (apply_header(tar, header.type, *size, &told, err) !=
			    0)
				return -1;
			continue;
		}
		if (told.sized)
			*size = told.size;
		tar->left = *size;
		tar->padding = -*size % RSEC_TAR_BLOCK;
		if (is_regular(header.type)) {
			if (!told.named && own_name(tar, &header, err) != 0)
				return -1;
			*name = tar->name.data;
			return 1;
		}
		told = (struct told){ false, false, 0 };
	}
	return 0;
}

int
rsec_tar_read(struct rsec_tar *tar, struct rsec_buf *to, struct rsec_err *err)
{
	uint64_t left = tar->left;

	tar->left = 0;
	return get(tar, to, left, err);
}
