/* SPDX-License-Identifier: ISC */
/* See mrtwrite.h. */
#include "tests/lib/mrtwrite.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

void
mrtw_fini(struct mrtw *w)
{
	rsec_buf_fini(&w->buf);
}

struct rsec_memory
mrtw_memory(const struct mrtw *w, size_t chunk)
{
	return (struct rsec_memory){ (const uint8_t *)w->buf.data, w->buf.len,
		chunk };
}

static void
put_be16(struct mrtw *w, size_t at, size_t v)
{
	w->buf.data[at] = (char)(v >> 8);
	w->buf.data[at + 1] = (char)v;
}

/* What is written belongs to the record and message: lengths follow. */
void
mrtw_bytes(struct mrtw *w, const void *data, size_t n)
{
	if (n != 0 && rsec_buf_add(&w->buf, data, n) != 0)
		abort();
	if (w->buf.len >= w->record + 12)
		rsec_put_be32((uint8_t *)w->buf.data + w->record + 8,
		    (uint32_t)(w->buf.len - w->record - 12));
	if (w->message != 0 && w->buf.len >= w->message + 18)
		put_be16(w, w->message + 16, w->buf.len - w->message);
}

void
mrtw_u8(struct mrtw *w, unsigned v)
{
	uint8_t byte = (uint8_t)v;

	mrtw_bytes(w, &byte, 1);
}

void
mrtw_u16(struct mrtw *w, unsigned v)
{
	uint8_t bytes[2] = { (uint8_t)(v >> 8), (uint8_t)v };

	mrtw_bytes(w, bytes, 2);
}

void
mrtw_u32(struct mrtw *w, uint32_t v)
{
	uint8_t bytes[4];

	rsec_put_be32(bytes, v);
	mrtw_bytes(w, bytes, 4);
}

void
mrtw_record(struct mrtw *w, uint16_t type, uint16_t subtype)
{
	w->record = w->buf.len;
	w->message = 0;
	w->opens = 0;
	mrtw_u32(w, MRTW_TIME);
	mrtw_u16(w, type);
	mrtw_u16(w, subtype);
	mrtw_u32(w, 0);
}

void
mrtw_address(struct mrtw *w, const char *address)
{
	bool is_ipv6 = strchr(address, ':') != NULL;
	uint8_t bytes[16];

	if (inet_pton(is_ipv6 ? AF_INET6 : AF_INET, address, bytes) != 1)
		abort();
	mrtw_bytes(w, bytes, is_ipv6 ? 16 : 4);
}

void
mrtw_nlri(struct mrtw *w, const char *prefix)
{
	const char *slash = strchr(prefix, '/');
	char address[INET6_ADDRSTRLEN];
	uint8_t bytes[16];
	unsigned len = (unsigned)atoi(slash + 1);

	snprintf(
	    address, sizeof(address), "%.*s", (int)(slash - prefix), prefix);
	if (inet_pton(strchr(address, ':') != NULL ? AF_INET6 : AF_INET,
		address, bytes) != 1)
		abort();
	mrtw_u8(w, len);
	mrtw_bytes(w, bytes, (len + 7) / 8);
}

void
mrtw_open(struct mrtw *w)
{
	w->open[w->opens++] = w->buf.len;
	mrtw_u16(w, 0);
}

void
mrtw_close(struct mrtw *w)
{
	size_t at = w->open[--w->opens];

	put_be16(w, at, w->buf.len - at - 2);
}

const char *
mrtw_peer_address(unsigned i)
{
	static char text[4][32];
	char *to = text[i % 4];

	if (i % 2 == 0)
		snprintf(to, 32, "192.0.2.%u", i + 1);
	else
		snprintf(to, 32, "2001:db8::%x", i + 1);
	return to;
}

uint32_t
mrtw_peer_asn(unsigned i)
{
	return (i % 4 > 1 ? 4200000000U : 64496U) + i;
}

void
mrtw_peers(struct mrtw *w, unsigned n)
{
	unsigned i;

	mrtw_record(w, 13, 1);
	mrtw_address(w, "198.51.100.1");
	mrtw_open(w);
	mrtw_bytes(w, "view", 4);
	mrtw_close(w);
	mrtw_u16(w, n);
	for (i = 0; i < n; i++) {
		mrtw_u8(w, i % 4);
		mrtw_u32(w, i);
		mrtw_address(w, mrtw_peer_address(i));
		if (i % 4 > 1)
			mrtw_u32(w, mrtw_peer_asn(i));
		else
			mrtw_u16(w, mrtw_peer_asn(i));
	}
}

void
mrtw_rib(struct mrtw *w, uint16_t subtype, const char *prefix, unsigned entries)
{
	mrtw_record(w, 13, subtype);
	mrtw_u32(w, 7); /* sequence number */
	mrtw_nlri(w, prefix);
	mrtw_u16(w, entries);
}

void
mrtw_entry(struct mrtw *w, unsigned peer)
{
	mrtw_u16(w, peer);
	mrtw_u32(w, MRTW_TIME - peer - 1);
	mrtw_open(w);
}

void
mrtw_entry_with_id(struct mrtw *w, unsigned peer, uint32_t path_id)
{
	mrtw_u16(w, peer);
	mrtw_u32(w, MRTW_TIME - peer - 1);
	mrtw_u32(w, path_id);
	mrtw_open(w);
}

void
mrtw_attribute(struct mrtw *w, unsigned type, const void *data, size_t n)
{
	mrtw_u8(w, n > 255 ? 0x50 : 0x40);
	mrtw_u8(w, type);
	if (n > 255)
		mrtw_u16(w, (unsigned)n);
	else
		mrtw_u8(w, (unsigned)n);
	mrtw_bytes(w, data, n);
}

void
mrtw_otc(struct mrtw *w, uint32_t asn)
{
	uint8_t value[4];

	rsec_put_be32(value, asn);
	mrtw_attribute(w, 35, value, 4);
}

/* The segment that PATH begins with, to W; what is left of PATH. */
static const char *
add_segment(struct mrtw *w, unsigned size, const char *path)
{
	static const char opens[] = "{ ([";
	const char *type = strchr(opens, *path);
	size_t count;
	char *end;

	path += type != NULL;
	mrtw_u8(w, type != NULL ? (unsigned)(type - opens) + 1 : 2);
	count = w->buf.len;
	mrtw_u8(w, 0);
	do {
		if (size == 2)
			mrtw_u16(w, (unsigned)strtoul(path, &end, 10));
		else
			mrtw_u32(w, (uint32_t)strtoul(path, &end, 10));
		w->buf.data[count]++;
		path = end + (*end == ' ' || *end == ',');
	} while (*path >= '0' && *path <= '9');
	if (type != NULL) /* past what closes it */
		path++;
	return *path == ' ' ? path + 1 : path;
}

void
mrtw_path(struct mrtw *w, unsigned type, unsigned size, const char *path)
{
	struct mrtw value = MRTW_INIT;

	value.record = SIZE_MAX / 2; /* no record: no length to keep */
	while (*path != '\0')
		path = add_segment(&value, size, path);
	mrtw_attribute(w, type, value.buf.data, value.buf.len);
	mrtw_fini(&value);
}

void
mrtw_message(struct mrtw *w, uint16_t type, uint16_t subtype, unsigned peer,
    unsigned kind)
{
	static const uint8_t marker[16] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
	bool as4 = subtype == 4 || subtype == 5 || subtype == 7 ||
		   subtype == 9 || subtype == 11;

	mrtw_record(w, type, subtype);
	if (type == 17)
		mrtw_u32(w, 250000);
	if (as4) {
		mrtw_u32(w, mrtw_peer_asn(peer));
		mrtw_u32(w, 64511);
	} else {
		mrtw_u16(w, mrtw_peer_asn(peer));
		mrtw_u16(w, 64511);
	}
	mrtw_u16(w, 0);
	mrtw_u16(w, peer % 2 == 0 ? 1 : 2);
	mrtw_address(w, mrtw_peer_address(peer));
	mrtw_address(w, mrtw_peer_address(peer));
	w->message = w->buf.len;
	mrtw_bytes(w, marker, sizeof(marker));
	mrtw_u16(w, 0); /* its length, which mrtw_bytes() keeps */
	mrtw_u8(w, kind);
}
