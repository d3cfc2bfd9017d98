/* SPDX-License-Identifier: ISC */
/*
 * Texts of IP prefixes, both ways.
 *
 * Reading takes IPv4 as four decimal octets, and IPv6 in each form of RFC 4291
 * section 2.2: eight groups, one "::" for one or more groups of zeros, the
 * last 32 bits as an IPv4 address.  It is strict where readers of the past
 * disagreed: no leading zeros (is 010 eight or ten?), no short forms ("10/8"),
 * no zone identifiers, no blanks.
 *
 * Writing follows RFC 5952: lower case, no leading zeros, "::" for the longest
 * run of two or more zero groups, the first of equally long ones.  Addresses
 * in ::ffff:0:0/96 end in dotted quads (section 5), and so do prefixes longer
 * than /96; a prefix that contains them all keeps the form in which it is
 * registered, "::ffff:0:0/96".
 *
 * Both are written by hand: a million routes are read and printed in less time
 * than inet_pton() and inet_ntop() need, which cannot do lengths anyway.
 */
#include "net/prefix.h"

#include <string.h>

#include "base/num.h"
#include "base/quote.h"

#define GROUPS	      8	 /* of 16 bits in an IPv6 address */
#define MAPPED_PREFIX 96 /* length of ::ffff:0:0/96 */

/* A text that is being read, and after a failure what was wrong with it. */
struct cursor {
	const char *at, *end;
	const char *why;
};

static bool
fail(struct cursor *in, const char *why)
{
	in->why = why;
	return false;
}

static inline bool
next_is(const struct cursor *in, char c)
{
	return in->at < in->end && *in->at == c;
}

/* The value of a decimal digit, or more than 9. */
static inline unsigned
decimal(char c)
{
	return (unsigned)(unsigned char)c - '0';
}

/* The value of a hexadecimal digit, or more than 15. */
static inline unsigned
hexadecimal(char c)
{
	unsigned digit = decimal(c);

	if (digit <= 9)
		return digit;
	digit = ((unsigned)(unsigned char)c | 0x20) - 'a';
	return digit <= 5 ? digit + 10 : 16;
}

/* Whether a digit stands at AT; then *V = *V * 10 + its value. */
static inline bool
add_digit(const char *at, const char *end, uint32_t *v)
{
	unsigned digit;

	if (at >= end || (digit = decimal(*at)) > 9)
		return false;
	*v = *v * 10 + digit;
	return true;
}

static inline bool
read_octet(struct cursor *in, uint32_t *octet)
{
	const char *at = in->at; /* a local one is kept in a register */
	uint32_t v = 0;

	if (!add_digit(at, in->end, &v))
		return fail(in, "an octet is missing");
	at++;
	if (add_digit(at, in->end, &v)) {
		if (*in->at == '0')
			return fail(in, "an octet has a leading zero");
		at++;
		if (add_digit(at, in->end, &v)) {
			at++;
			if (v > 255 || add_digit(at, in->end, &v))
				return fail(in, "an octet exceeds 255");
		}
	}
	in->at = at;
	*octet = v;
	return true;
}

static inline bool
read_dot(struct cursor *in)
{
	if (!next_is(in, '.'))
		return fail(in, "an octet is missing");
	in->at++;
	return true;
}

static inline bool
read_ipv4(struct cursor *in, uint32_t *addr)
{
	uint32_t a, b, c, d;

	if (!read_octet(in, &a) || !read_dot(in) || !read_octet(in, &b) ||
	    !read_dot(in) || !read_octet(in, &c) || !read_dot(in) ||
	    !read_octet(in, &d))
		return false;
	*addr = a << 24 | b << 16 | c << 8 | d;
	return true;
}

/* Up to four hexadecimal digits; returns how many there are. */
static inline unsigned
read_group(struct cursor *in, uint16_t *group)
{
	const char *at = in->at;
	unsigned digit, v = 0;

	while (at < in->end && (digit = hexadecimal(*at)) <= 15) {
		if (at == in->at + 4) {
			fail(in, "a group has more than four digits");
			break;
		}
		v = v << 4 | digit;
		at++;
	}
	digit = (unsigned)(at - in->at);
	in->at = at;
	*group = (uint16_t)v;
	return digit;
}

/*
 * What stands after a group: another one (true and in->at behind the colon),
 * the end (false), or "::", which sets *GAP to the number of groups before it.
 */
static inline bool
read_colon(struct cursor *in, unsigned count, unsigned *gap)
{
	if (!next_is(in, ':'))
		return false;
	in->at++;
	if (!next_is(in, ':'))
		return true;
	if (*gap <= GROUPS)
		return fail(in, "it has more than one \"::\"");
	in->at++;
	*gap = count;
	return in->at < in->end && hexadecimal(*in->at) <= 15;
}

/*
 * The groups of an IPv6 address as they stand, "::" aside.  Returns how many,
 * *GAP of them before "::" (more than GROUPS where there is none), or GROUPS +
 * 1 after a failure.
 */
static inline unsigned
read_groups(struct cursor *in, uint16_t groups[GROUPS], unsigned *gap)
{
	const char *start;
	unsigned count = 0;
	uint32_t ipv4;
	bool more = true;

	*gap = GROUPS + 1;
	if (next_is(in, ':')) {
		more = read_colon(in, 0, gap);
		if (*gap > GROUPS)
			fail(in, "it starts with one colon");
	}
	while (more && in->why == NULL && count < GROUPS) {
		start = in->at;
		if (read_group(in, &groups[count]) == 0) {
			fail(in, "a group is missing");
		} else if (next_is(in, '.') && count <= GROUPS - 2) {
			in->at = start;
			if (read_ipv4(in, &ipv4)) {
				groups[count++] = (uint16_t)(ipv4 >> 16);
				groups[count++] = (uint16_t)ipv4;
			}
			break;
		} else {
			count++;
			more = read_colon(in, count, gap);
		}
	}
	if (in->why == NULL && count == GROUPS && more && in->at[-1] == ':')
		fail(in, "it has more than eight groups");
	return in->why == NULL ? count : GROUPS + 1;
}

static bool
read_ipv6(struct cursor *in, struct rsec_prefix *p)
{
	uint16_t groups[GROUPS], all[GROUPS] = { 0 };
	unsigned count, gap, i;

	count = read_groups(in, groups, &gap);
	if (count > GROUPS)
		return false;
	if (gap > GROUPS && count < GROUPS)
		return fail(in, "it has fewer than eight groups");
	if (gap <= GROUPS && count == GROUPS)
		return fail(in, "its \"::\" stands for no group");
	if (gap > GROUPS)
		gap = GROUPS;
	for (i = 0; i < count; i++)
		all[i < gap ? i : i + GROUPS - count] = groups[i];
	p->hi = (uint64_t)all[0] << 48 | (uint64_t)all[1] << 32 |
		(uint64_t)all[2] << 16 | all[3];
	p->lo = (uint64_t)all[4] << 48 | (uint64_t)all[5] << 32 |
		(uint64_t)all[6] << 16 | all[7];
	return true;
}

/* In an IPv6 text a colon comes first, in an IPv4 text a dot. */
static bool
looks_ipv6(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] != '.' && s[i] != ':')
		i++;
	return i < n && s[i] == ':';
}

static int
fail_address(const struct cursor *in, const char *s, size_t n, uint8_t family,
    struct rsec_err *err)
{
	const char *slash = n > 0 ? memchr(s, '/', n) : NULL;
	char quoted[RSEC_QUOTE_SIZE];

	if (err == NULL)
		return -1;
	if (n == 0)
		return rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "an empty text is not a prefix");
	rsec_quote(quoted, s, slash == NULL ? n : (size_t)(slash - s));
	if (family == RSEC_IPV4 && decimal(s[0]) > 9)
		return rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "%s is not an IP address", quoted);
	return rsec_err_set(err, RSEC_ERR_SYNTAX,
	    "%s is not an IPv%u address: %s", quoted, family, in->why);
}

static int
fail_length(const char *s, size_t n, unsigned max, struct rsec_err *err)
{
	char quoted[RSEC_QUOTE_SIZE];
	size_t i = 0;

	if (err == NULL)
		return -1;
	if (n == 0)
		return rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "the prefix length is missing");
	rsec_quote(quoted, s, n);
	while (i < n && decimal(s[i]) <= 9)
		i++;
	if (i < n)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "prefix length %s is not a number", quoted);
	if (s[0] == '0')
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "prefix length %s has a leading zero", quoted);
	return rsec_err_set(err, RSEC_ERR_RANGE,
	    "prefix length %.*s exceeds %u", (int)(n < 20 ? n : 20), s, max);
}

/* The length that is exactly S[0..n), without leading zeros. */
static inline int
parse_length(
    const char *s, size_t n, struct rsec_prefix *p, struct rsec_err *err)
{
	const unsigned max = rsec_family_bits(p->family);
	uint32_t v = 0;
	size_t i = 0;

	while (i < n && i < 3 && add_digit(s + i, s + n, &v))
		i++;
	if (i < n || n == 0 || v > max || (s[0] == '0' && n > 1))
		return fail_length(s, n, max, err);
	p->len = (uint8_t)v;
	return 0;
}

/* Parse, host bits and all. */
static inline int
parse(const char *s, size_t n, struct rsec_prefix *p, struct rsec_err *err)
{
	struct cursor in = { s, s + n, NULL };
	uint32_t addr = 0;
	bool good;

	p->family = RSEC_IPV4;
	good = read_ipv4(&in, &addr);
	p->hi = (uint64_t)addr << 32;
	p->lo = 0;
	if (!good && looks_ipv6(s, n)) {
		in = (struct cursor){ s, s + n, NULL };
		p->family = RSEC_IPV6;
		good = read_ipv6(&in, p);
	}
	if (good && in.at < in.end && *in.at != '/')
		good = fail(&in, "other text follows it");
	if (!good)
		return fail_address(&in, s, n, p->family, err);
	p->len = rsec_family_bits(p->family);
	if (in.at == in.end)
		return 0;
	return parse_length(in.at + 1, (size_t)(in.end - in.at) - 1, p, err);
}

/* Clear the bits of P beyond its length; whether there were any. */
static bool
clear_host_bits(struct rsec_prefix *p)
{
	const uint64_t hi = p->hi & rsec_mask_hi(p->len);
	const uint64_t lo = p->lo & rsec_mask_lo(p->len);
	const bool any = hi != p->hi || lo != p->lo;

	p->hi = hi;
	p->lo = lo;
	return any;
}

int
rsec_prefix_parse(
    const char *s, size_t n, struct rsec_prefix *out, struct rsec_err *err)
{
	char text[RSEC_PREFIX_SIZE];
	struct rsec_prefix p, masked;

	if (parse(s, n, &p, err) == -1)
		return -1;
	masked = p;
	if (clear_host_bits(&masked)) {
		rsec_prefix_format(text, &p);
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "%s has bits set beyond its length", text);
	}
	*out = p;
	return 0;
}

int
rsec_prefix_parse_masked(const char *s, size_t n, struct rsec_prefix *out,
    bool *masked, struct rsec_err *err)
{
	struct rsec_prefix p;

	if (parse(s, n, &p, err) == -1)
		return -1;
	*masked = clear_host_bits(&p);
	*out = p;
	return 0;
}

/* Write V (0..255) in decimal; returns the end. */
static char *
put_octet(char *at, unsigned v)
{
	if (v >= 100) {
		*at++ = (char)('0' + v / 100);
		v %= 100;
		*at++ = (char)('0' + v / 10);
		v %= 10;
	} else if (v >= 10) {
		*at++ = (char)('0' + v / 10);
		v %= 10;
	}
	*at++ = (char)('0' + v);
	return at;
}

static char *
put_ipv4(char *at, uint32_t addr)
{
	at = put_octet(at, addr >> 24);
	*at++ = '.';
	at = put_octet(at, addr >> 16 & 0xff);
	*at++ = '.';
	at = put_octet(at, addr >> 8 & 0xff);
	*at++ = '.';
	return put_octet(at, addr & 0xff);
}

static char *
put_group(char *at, unsigned group)
{
	static const char digits[] = "0123456789abcdef";

	if (group >= 0x1000)
		*at++ = digits[group >> 12];
	if (group >= 0x100)
		*at++ = digits[group >> 8 & 15];
	if (group >= 0x10)
		*at++ = digits[group >> 4 & 15];
	*at++ = digits[group & 15];
	return at;
}

/*
 * The run of zero groups that "::" stands for: the longest of at least two,
 * the first of equals (RFC 5952 section 4.2).  Returns its length or 0.
 */
static unsigned
find_zeros(const uint16_t groups[GROUPS], unsigned *first)
{
	unsigned i, run = 0, longest = 1;

	for (i = 0; i < GROUPS; i++) {
		run = groups[i] == 0 ? run + 1 : 0;
		if (run > longest) {
			longest = run;
			*first = i + 1 - run;
		}
	}
	return longest > 1 ? longest : 0;
}

static char *
put_ipv6(char *at, uint64_t hi, uint64_t lo)
{
	uint16_t groups[GROUPS];
	unsigned i, first = 0, zeros;

	for (i = 0; i < GROUPS / 2; i++) {
		groups[i] = (uint16_t)(hi >> (48 - 16 * i));
		groups[i + GROUPS / 2] = (uint16_t)(lo >> (48 - 16 * i));
	}
	zeros = find_zeros(groups, &first);
	for (i = 0; i < GROUPS; i++) {
		if (zeros > 0 && i == first) {
			*at++ = ':';
			*at++ = ':';
			i += zeros - 1;
			continue;
		}
		if (i > 0 && at[-1] != ':')
			*at++ = ':';
		at = put_group(at, groups[i]);
	}
	return at;
}

/* The address of P; MIXED asks for dotted quads where RFC 5952 5 does. */
static char *
put_address(char *at, const struct rsec_prefix *p, bool mixed)
{
	if (p->family == RSEC_IPV4)
		return put_ipv4(at, (uint32_t)(p->hi >> 32));
	if (mixed && p->hi == 0 && p->lo >> 32 == 0xffff) {
		memcpy(at, "::ffff:", 7);
		return put_ipv4(at + 7, (uint32_t)p->lo);
	}
	return put_ipv6(at, p->hi, p->lo);
}

size_t
rsec_prefix_format(char to[RSEC_PREFIX_SIZE], const struct rsec_prefix *p)
{
	char *at;

	at = put_address(to, p, p->len > MAPPED_PREFIX);
	*at++ = '/';
	at = put_octet(at, p->len);
	*at = '\0';
	return (size_t)(at - to);
}

size_t
rsec_prefix_format_address(
    char to[RSEC_PREFIX_SIZE], const struct rsec_prefix *p)
{
	char *at;

	at = put_address(to, p, true);
	*at = '\0';
	return (size_t)(at - to);
}

bool
rsec_prefix_from_bytes(
    struct rsec_prefix *out, uint8_t family, const uint8_t *addr, uint8_t len)
{
	struct rsec_prefix p = { 0, 0, family, len };

	if (len > rsec_family_bits(family))
		return false;
	if (family == RSEC_IPV4) {
		p.hi = (uint64_t)rsec_get_be32(addr) << 32;
	} else {
		p.hi = rsec_get_be64(addr);
		p.lo = rsec_get_be64(addr + 8);
	}
	clear_host_bits(&p);
	*out = p;
	return true;
}
