/* SPDX-License-Identifier: ISC */
/*
 * Paths of the RIPE NCC's archive, and digests beside its files.
 *
 * A path is read from its end: the file's name, three numbers that are a date,
 * "TAL.tal".  What is before that may be anything, a URL's host included.
 */
#include "history/archive.h"

#include <string.h>
#include <strings.h>

#include "base/utc.h"
#include "text/base64.h"

#define TA_SIZE	    64 /* bytes of a name and its NUL */
#define DIGEST_SIZE 32 /* octets of SHA-256 */

static const char hex_digits[] = "0123456789abcdef";

/* The part of PATH before *END, up to a slash; *END goes in front of it. */
static bool
take_part(const char *path, size_t *end, const char **part, size_t *n)
{
	size_t from = *end;

	if (*end == 0)
		return false;
	while (from > 0 && path[from - 1] != '/')
		from--;
	*part = path + from;
	*n = *end - from;
	*end = from > 0 ? from - 1 : 0;
	return *n > 0;
}

/* A number of exactly N digits. */
static bool
parse_digits(const char *s, size_t n, size_t digits, unsigned *v)
{
	size_t i;

	*v = 0;
	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*v = 10 * *v + (unsigned)(s[i] - '0');
	}
	return n == digits;
}

/* "YYYY/MM/DD" before *END. */
static bool
take_day(const char *path, size_t *end, uint32_t *day)
{
	struct rsec_civil date, again;
	unsigned year, month, mday;
	const char *part;
	int64_t days;
	size_t n;

	if (!take_part(path, end, &part, &n) ||
	    !parse_digits(part, n, 2, &mday) ||
	    !take_part(path, end, &part, &n) ||
	    !parse_digits(part, n, 2, &month) ||
	    !take_part(path, end, &part, &n) ||
	    !parse_digits(part, n, 4, &year))
		return false;
	if (year < 1970 || year > 2105 || month < 1 || month > 12 || mday < 1)
		return false;
	date = (struct rsec_civil){ year, month, mday };
	days = rsec_utc_days(&date);
	again = rsec_utc_civil(days);
	if (again.month != month || again.day != mday)
		return false; /* 31 April */
	*day = (uint32_t)(days * RSEC_DAY);
	return true;
}

/* Drop SUFFIX from the end of S[0..*N), if it is there. */
static bool
drop_suffix(const char *s, size_t *n, const char *suffix)
{
	const size_t len = strlen(suffix);

	if (*n <= len || memcmp(s + *n - len, suffix, len) != 0)
		return false;
	*n -= len;
	return true;
}

static enum rsec_archive_kind
kind_of(const char *name, size_t n)
{
	const bool digest = drop_suffix(name, &n, ".sha256");

	if (!drop_suffix(name, &n, ".xz") && !drop_suffix(name, &n, ".gz"))
		(void)drop_suffix(name, &n, ".bz2");
	if (n == 8 && memcmp(name, "roas.csv", 8) == 0)
		return digest ? RSEC_ARCHIVE_DIGEST : RSEC_ARCHIVE_ROAS;
	if (n == 11 && memcmp(name, "output.json", 11) == 0)
		return digest ? RSEC_ARCHIVE_DIGEST : RSEC_ARCHIVE_OUTPUT;
	return RSEC_ARCHIVE_OTHER;
}

bool
rsec_archive_parse(const char *path, struct rsec_archive_name *out)
{
	size_t end = strlen(path), n;
	const char *part;

	if (!take_part(path, &end, &part, &n))
		return false;
	out->kind = kind_of(part, n);
	if (!take_day(path, &end, &out->day) ||
	    !take_part(path, &end, &part, &n) || !drop_suffix(part, &n, ".tal"))
		return false;
	if (n >= sizeof(out->tree))
		return false;
	memcpy(out->tree, part, n);
	out->tree[n] = '\0';
	if (strncmp(out->tree, "apnic-", 6) == 0)
		n = 5;
	rsec_archive_ta(out->tree, n, out->ta);
	return true;
}

/*
 * The five RIRs have one name each, whatever a validator calls their TAL: its
 * file ("ripencc.tal"), the subject of its certificate ("RIPE NCC RPKI Root"),
 * in any case.  All others are as they are.
 */
void
rsec_archive_ta(const char *name, size_t n, char to[64])
{
	static const struct {
		const char *known, *ta;
	} names[] = {
		{ "afrinic", "afrinic" },
		{ "afrinic rpki root", "afrinic" },
		{ "apnic", "apnic" },
		{ "apnic rpki root", "apnic" },
		{ "arin", "arin" },
		{ "arin rpki root", "arin" },
		{ "lacnic", "lacnic" },
		{ "lacnic rpki root", "lacnic" },
		{ "ripe", "ripe" },
		{ "ripencc", "ripe" },
		{ "ripe-ncc", "ripe" },
		{ "ripe ncc", "ripe" },
		{ "ripe ncc rpki root", "ripe" },
	};
	size_t i;

	(void)drop_suffix(name, &n, ".tal");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i].known) == n &&
		    strncasecmp(names[i].known, name, n) == 0) {
			strcpy(to, names[i].ta);
			return;
		}
	if (n >= TA_SIZE)
		n = TA_SIZE - 1;
	memcpy(to, name, n);
	to[n] = '\0';
}

/* 64 hexadecimal digits in either case. */
static bool
read_hex(const char *s, size_t n, char to[65])
{
	size_t i;
	char c;

	if (n != 2 * (size_t)DIGEST_SIZE)
		return false;
	for (i = 0; i < n; i++) {
		c = s[i];
		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		if (c == '\0' || strchr(hex_digits, c) == NULL)
			return false;
		to[i] = c;
	}
	to[n] = '\0';
	return true;
}

/* Base64 of 32 octets, as sha256 -b of BSD writes it. */
static bool
read_base64(const char *s, size_t n, char to[65])
{
	uint8_t digest[DIGEST_SIZE + 3];
	size_t len, i;

	if (n != 44 ||
	    !rsec_base64_decode(s, n, digest, sizeof(digest), &len) ||
	    len != DIGEST_SIZE)
		return false;
	for (i = 0; i < len; i++) {
		to[2 * i] = hex_digits[digest[i] >> 4];
		to[2 * i + 1] = hex_digits[digest[i] & 15];
	}
	to[2 * len] = '\0';
	return true;
}

static bool
read_digest(const char *s, size_t n, char to[65])
{
	return read_hex(s, n, to) || read_base64(s, n, to);
}

/* Whether S[0..n) is NAME, or a path to it. */
static bool
is_name(const char *s, size_t n, const char *name)
{
	const size_t len = strlen(name);

	return n >= len && memcmp(s + n - len, name, len) == 0 &&
	       (n == len || s[n - len - 1] == '/');
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* "SHA256 (NAME) = DIGEST". */
static bool
read_bsd_line(const char *s, size_t n, const char *name, char to[65])
{
	const char *open = memchr(s, '(', n), *close = s + n - 1;

	if (open == NULL || strncmp(s, "SHA", 3) != 0)
		return false;
	while (close > open && *close != ')')
		close--;
	if (close == open ||
	    !is_name(open + 1, (size_t)(close - open - 1), name))
		return false;
	n -= (size_t)(close + 1 - s);
	s = close + 1;
	for (; n > 0 && (is_blank(*s) || *s == '='); n--)
		s++;
	return read_digest(s, n, to);
}

/* "DIGEST  NAME", a "*" in front of a name that was read as binary. */
static bool
read_line(const char *s, size_t n, const char *name, char to[65])
{
	size_t len = 0;

	while (n > 0 && is_blank(*s)) {
		s++;
		n--;
	}
	while (n > 0 && is_blank(s[n - 1]))
		n--;
	if (n > 3 && read_bsd_line(s, n, name, to))
		return true;
	while (len < n && !is_blank(s[len]))
		len++;
	if (len == n)
		return read_digest(s, n, to);
	if (!read_digest(s, len, to))
		return false;
	while (len < n && (is_blank(s[len]) || s[len] == '*'))
		len++;
	return is_name(s + len, n - len, name);
}

bool
rsec_archive_digest(const char *text, size_t n, const char *name, char to[65])
{
	const char *end = text + n, *stop;

	for (; text < end; text = stop + 1) {
		stop = memchr(text, '\n', (size_t)(end - text));
		if (stop == NULL)
			stop = end;
		if (read_line(text, (size_t)(stop - text), name, to))
			return true;
	}
	return false;
}
