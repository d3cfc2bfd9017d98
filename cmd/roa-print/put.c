/* SPDX-License-Identifier: ISC */
/*
 * Text to the end of a buffer.  Nothing here formats by printf: objects come
 * by the hundred thousand.
 */
#include "cmd/roa-print/put.h"

#include <string.h>

#include "base/num.h"
#include "base/utc.h"
#include "net/asn.h"
#include "text/base64.h"
#include "text/escape.h"

#define OID_SIZE    128 /* text of an object identifier; longer is cut */
#define DECIMAL_MAX 32	/* octets of a number that is shown in decimal */

struct writer
put_begin(struct rsec_buf *out)
{
	return (struct writer){ out, false };
}

int
put_end(const struct writer *w)
{
	return w->failed ? -1 : 0;
}

void
put(struct writer *w, const void *data, size_t n)
{
	if (!w->failed && rsec_buf_add(w->out, data, n) != 0)
		w->failed = true;
}

void
put_char(struct writer *w, char c)
{
	put(w, &c, 1);
}

void
put_string(struct writer *w, const char *s)
{
	put(w, s, strlen(s));
}

void
put_uint(struct writer *w, uint64_t v)
{
	char digits[RSEC_U64_DIGITS];

	put(w, digits, rsec_format_u64(digits, v));
}

void
put_pad(struct writer *w, size_t from, size_t width)
{
	static const char blanks[] = "                                ";
	size_t used = w->out->len - from;
	size_t n = used < width ? width - used : 1;

	put(w, blanks, n < sizeof(blanks) ? n : sizeof(blanks) - 1);
}

void
put_right(struct writer *w, size_t from, size_t width)
{
	const size_t len = w->out->len - from;
	const size_t n = len < width ? width - len : 0;

	if (n == 0 || w->failed)
		return;
	put_pad(w, w->out->len, n);
	if (w->failed)
		return;
	memmove(w->out->data + from + n, w->out->data + from, len);
	memset(w->out->data + from, ' ', n);
}

static void
escaped(struct writer *w, const char *s, size_t n, unsigned stops)
{
	char escape[RSEC_ESCAPE_SIZE];
	size_t run;

	while (n > 0) {
		run = rsec_escape_run(s, n, stops);
		put(w, s, run);
		if (run == n)
			return;
		put(w, escape, rsec_escape_byte(escape, s[run]));
		s += run + 1;
		n -= run + 1;
	}
}

void
put_bytes(struct writer *w, struct rsec_bytes bytes)
{
	escaped(w, (const char *)bytes.data, bytes.len, RSEC_STOP_BACKSLASH);
}

void
put_message(struct writer *w, const char *message)
{
	escaped(w, message, strlen(message), 0);
}

void
put_name(struct writer *w, const char *name)
{
	put_bytes(w, bytes_of(name));
}

void
put_asn(struct writer *w, uint32_t asn)
{
	char text[RSEC_ASN_SIZE];

	put(w, text, rsec_asn_format(text, asn));
}

void
put_prefix(struct writer *w, const struct rsec_prefix *p)
{
	char text[RSEC_PREFIX_SIZE];

	put(w, text, rsec_prefix_format(text, p));
}

void
put_range(struct writer *w, const struct rsec_ip_range *range, uint8_t family)
{
	char text[RSEC_IP_RANGE_SIZE];

	put(w, text, rsec_ip_range_format(text, range, family));
}

static void
hex(struct writer *w, struct rsec_bytes bytes, char separator,
    const char digits[16])
{
	const size_t width = separator == '\0' ? 2 : 3;
	char *to;
	size_t i;

	if (bytes.len == 0 || w->failed)
		return;
	if ((to = rsec_buf_reserve(w->out, bytes.len * width)) == NULL) {
		w->failed = true;
		return;
	}
	for (i = 0; i < bytes.len; i++) {
		if (i > 0 && separator != '\0')
			*to++ = separator;
		*to++ = digits[bytes.data[i] >> 4];
		*to++ = digits[bytes.data[i] & 15];
	}
	w->out->len = (size_t)(to - w->out->data);
}

void
put_hex(struct writer *w, struct rsec_bytes bytes, char separator)
{
	hex(w, bytes, separator, "0123456789abcdef");
}

void
put_upper_hex(struct writer *w, struct rsec_bytes bytes, char separator)
{
	hex(w, bytes, separator, "0123456789ABCDEF");
}

void
put_base64(struct writer *w, struct rsec_bytes bytes)
{
	if (!w->failed &&
	    rsec_base64_encode(w->out, bytes.data, bytes.len) != 0)
		w->failed = true;
}

void
put_oid(struct writer *w, struct rsec_bytes oid)
{
	char text[OID_SIZE];

	put(w, text, rsec_oid_format(text, sizeof(text), oid));
}

/* The magnitude of a negative INTEGER: all bits turned, and one more. */
static void
put_negative(struct writer *w, struct rsec_bytes octets)
{
	size_t i, last = octets.len;
	uint8_t octet;

	while (last > 0 && octets.data[last - 1] == 0)
		last--;
	put_char(w, '-');
	for (i = 0; i < octets.len; i++) {
		octet = octets.data[i];
		octet = (uint8_t)(i + 1 < last ? 0xffU - octet : 0U - octet);
		put_upper_hex(w, (struct rsec_bytes){ &octet, 1 }, '\0');
	}
}

void
put_integer(struct writer *w, struct rsec_bytes octets)
{
	if (octets.len == 0) {
		put_char(w, '-');
		return;
	}
	if (octets.data[0] & 0x80) {
		put_negative(w, octets);
		return;
	}
	while (octets.len > 1 && octets.data[0] == 0) {
		octets.data++;
		octets.len--;
	}
	put_upper_hex(w, octets, '\0');
}

void
put_decimal(struct writer *w, struct rsec_bytes octets)
{
	char digits[DECIMAL_MAX * 3];
	uint8_t rest[DECIMAL_MAX];
	char *at = digits + sizeof(digits);
	unsigned carry;
	size_t i;
	bool more;

	if (octets.len == 0 || octets.len > DECIMAL_MAX ||
	    (octets.data[0] & 0x80) != 0) {
		if (octets.len > 0)
			put_string(w, "0x");
		put_integer(w, octets);
		return;
	}
	memcpy(rest, octets.data, octets.len);
	do {
		carry = 0;
		more = false;
		for (i = 0; i < octets.len; i++) {
			carry = carry << 8 | rest[i];
			rest[i] = (uint8_t)(carry / 10);
			more |= rest[i] != 0;
			carry %= 10;
		}
		*--at = (char)('0' + carry);
	} while (more);
	put(w, at, (size_t)(digits + sizeof(digits) - at));
}

static void
put_moment(struct writer *w, int64_t t, char between)
{
	char text[RSEC_UTC_SIZE];
	size_t n = rsec_utc_format(text, t);

	if (t == 0) { /* a time that could not be read */
		put_char(w, '-');
		return;
	}
	if (n == sizeof("2026-10-01T00:06:07Z") - 1)
		text[10] = between;
	put(w, text, n);
}

void
put_time(struct writer *w, int64_t t)
{
	put_moment(w, t, 'T');
}

void
put_date(struct writer *w, int64_t t)
{
	put_moment(w, t, ' ');
}

struct rsec_bytes
leaf_of(struct rsec_bytes path)
{
	size_t i = path.len;

	while (i > 0 && path.data[i - 1] != '/')
		i--;
	if (i == 0)
		return path;
	return (struct rsec_bytes){ path.data + i, path.len - i };
}

struct rsec_bytes
bytes_of(const char *s)
{
	return (struct rsec_bytes){ (const uint8_t *)s, strlen(s) };
}
