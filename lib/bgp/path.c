/* SPDX-License-Identifier: ISC */
/*
 * BGP path attributes (RFC 4271 section 4.3) and the AS path in them (RFC
 * 4271, RFC 5065, RFC 6793), read in place.
 *
 * What is wrong with the frame of the attributes is an error, since nothing
 * behind it can be found any more.  An attribute that stands twice is read
 * once, the first one, as RFC 7606 section 3 (g) asks of a router; two
 * MP_REACH_NLRI or MP_UNREACH_NLRI are an error there and here.
 */
#include "bgp/path.h"

#include "base/num.h"

enum {
	ATTRIBUTE_AS_PATH = 2,
	ATTRIBUTE_COMMUNITIES = 8,
	ATTRIBUTE_MP_REACH_NLRI = 14,
	ATTRIBUTE_MP_UNREACH_NLRI = 15,
	ATTRIBUTE_AS4_PATH = 17,
	ATTRIBUTE_LARGE_COMMUNITIES = 32,
	ATTRIBUTE_OTC = 35,
};

#define FLAG_EXTENDED_LENGTH 0x10

static int
keep_multiprotocol(struct rsec_bgp_bytes *to, struct rsec_bgp_bytes value,
    const char *name, struct rsec_err *err)
{
	if (to->data != NULL)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "two %s attributes (RFC 7606 section 3)", name);
	*to = value;
	return 0;
}

static void
keep(struct rsec_bgp_bytes *to, struct rsec_bgp_bytes value)
{
	if (to->data == NULL)
		*to = value;
}

static int
keep_otc(struct rsec_bgp_attributes *out, struct rsec_bgp_bytes value,
    struct rsec_err *err)
{
	if (out->has_otc)
		return 0;
	if (value.len != 4)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "an OTC attribute of %zu octets, not 4 "
		    "(RFC 9234 section 5)",
		    value.len);
	out->has_otc = true;
	out->otc = rsec_get_be32(value.data);
	return 0;
}

static int
keep_attribute(struct rsec_bgp_attributes *out, uint8_t type,
    struct rsec_bgp_bytes value, struct rsec_err *err)
{
	switch (type) {
	case ATTRIBUTE_AS_PATH:
		keep(&out->path, value);
		return 0;
	case ATTRIBUTE_AS4_PATH:
		keep(&out->as4_path, value);
		return 0;
	case ATTRIBUTE_COMMUNITIES:
		keep(&out->communities, value);
		return 0;
	case ATTRIBUTE_LARGE_COMMUNITIES:
		keep(&out->large_communities, value);
		return 0;
	case ATTRIBUTE_MP_REACH_NLRI:
		return keep_multiprotocol(
		    &out->reach, value, "MP_REACH_NLRI", err);
	case ATTRIBUTE_MP_UNREACH_NLRI:
		return keep_multiprotocol(
		    &out->unreach, value, "MP_UNREACH_NLRI", err);
	case ATTRIBUTE_OTC:
		return keep_otc(out, value, err);
	default:
		return 0;
	}
}

/* One by one: as a whole it becomes "rep stos", a quarter of the parsing. */
static inline void
clear(struct rsec_bgp_attributes *out, uint8_t asn_size)
{
	static const struct rsec_bgp_bytes absent = { NULL, 0 };

	out->path = absent;
	out->as4_path = absent;
	out->asn_size = asn_size;
	out->communities = absent;
	out->large_communities = absent;
	out->reach = absent;
	out->unreach = absent;
	out->has_otc = false;
	out->otc = 0;
}

int
rsec_bgp_attributes_parse(const uint8_t *data, size_t len, uint8_t asn_size,
    struct rsec_bgp_attributes *out, struct rsec_err *err)
{
	const uint8_t *at = data, *end = data + len;
	struct rsec_bgp_bytes value;
	size_t head;

	clear(out, asn_size);
	while (at != end) {
		head = end - at >= 1 && (at[0] & FLAG_EXTENDED_LENGTH) ? 4 : 3;
		if ((size_t)(end - at) < head)
			return rsec_err_at_offset(err, RSEC_ERR_TRUNCATED,
			    (uint64_t)(at - data),
			    "the path attributes end inside one "
			    "(RFC 4271 section 4.3)");
		value.len = head == 3 ? at[2] : rsec_get_be16(at + 2);
		value.data = at + head;
		if (value.len > (size_t)(end - value.data))
			return rsec_err_at_offset(err, RSEC_ERR_SYNTAX,
			    (uint64_t)(at - data),
			    "path attribute %u of %zu octets, where %zu are "
			    "left (RFC 4271 section 4.3)",
			    at[1], value.len, (size_t)(end - value.data));
		if (keep_attribute(out, at[1], value, err) != 0)
			return -1;
		at = value.data + value.len;
	}
	return 0;
}

/* The walk over the segments of a path. */
struct segments {
	const uint8_t *at, *end;
	uint8_t asn_size;
};

struct segment {
	uint8_t type;
	uint8_t count;
	const uint8_t *asns;
};

static struct segments
segments_of(struct rsec_bgp_bytes path, uint8_t asn_size)
{
	struct segments walk = { path.data, path.data, asn_size };

	if (path.data != NULL)
		walk.end += path.len;
	return walk;
}

/* 1 with the next segment, 0 at the end, -1 with ERR. */
static int
segment_next(
    struct segments *walk, struct segment *segment, struct rsec_err *err)
{
	size_t size;

	if (walk->at == walk->end)
		return 0;
	if (walk->end - walk->at < 2)
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "the AS path ends inside a segment (RFC 4271 section 4.3)");
	*segment = (struct segment){ walk->at[0], walk->at[1], walk->at + 2 };
	if (segment->type < RSEC_BGP_SET || segment->type > RSEC_BGP_CONFED_SET)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "a segment of type %u in the AS path "
		    "(RFC 4271 section 4.3)",
		    segment->type);
	size = (size_t)segment->count * walk->asn_size;
	if (size == 0 || size > (size_t)(walk->end - segment->asns))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "a segment of %u ASNs in the AS path, where %zu octets "
		    "are left (RFC 7606 section 7.2)",
		    segment->count, (size_t)(walk->end - segment->asns));
	walk->at = segment->asns + size;
	return 1;
}

static uint32_t
get_asn(const uint8_t *p, uint8_t asn_size)
{
	return asn_size == 2 ? rsec_get_be16(p) : rsec_get_be32(p);
}

/*
 * What a segment adds to the length of a path (RFC 4271 section 9.1.2.2 (a),
 * RFC 5065 section 5.3).
 */
static size_t
segment_length(const struct segment *segment)
{
	switch (segment->type) {
	case RSEC_BGP_SEQUENCE:
		return segment->count;
	case RSEC_BGP_SET:
		return 1;
	default:
		return 0;
	}
}

/* The length of PATH; SIZE_MAX where it cannot be read. */
static size_t
path_length(struct rsec_bgp_bytes path, uint8_t asn_size)
{
	struct segments walk = segments_of(path, asn_size);
	struct segment segment;
	size_t length = 0;
	int more;

	while ((more = segment_next(&walk, &segment, NULL)) == 1)
		length += segment_length(&segment);
	return more == 0 ? length : SIZE_MAX;
}

/*
 * Whether AS4_PATH stands for the end of AS_PATH: RFC 6793 section 4.2.3, and
 * section 6 for one that cannot be read.
 */
static bool
uses_as4_path(const struct rsec_bgp_attributes *attributes, size_t *keep_hops)
{
	size_t length, length4;

	if (attributes->asn_size != 2 || attributes->as4_path.data == NULL)
		return false;
	length = path_length(attributes->path, 2);
	length4 = path_length(attributes->as4_path, 4);
	if (length == SIZE_MAX || length4 == SIZE_MAX || length4 == 0 ||
	    length < length4)
		return false;
	*keep_hops = length - length4;
	return true;
}

/* Room for the hops of a path. */
struct hops {
	struct rsec_bgp_hop *hop;
	size_t count, max;
};

static int
add_segment(struct hops *hops, const struct segment *segment, unsigned count,
    uint8_t asn_size, struct rsec_err *err)
{
	unsigned i;

	if (count > hops->max - hops->count)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "an AS path of more than %zu ASNs", hops->max);
	for (i = 0; i < count; i++)
		hops->hop[hops->count++] = (struct rsec_bgp_hop){
			get_asn(segment->asns + i * asn_size, asn_size),
			segment->type, i == 0
		};
	return 0;
}

/* Add the first LENGTH of PATH, as a path's length is counted. */
static int
add_path(struct hops *hops, struct rsec_bgp_bytes path, uint8_t asn_size,
    size_t length, struct rsec_err *err)
{
	struct segments walk = segments_of(path, asn_size);
	struct segment segment;
	unsigned count;
	int more = 0;

	while (length > 0 && (more = segment_next(&walk, &segment, err)) == 1) {
		count = segment.count;
		if (segment.type == RSEC_BGP_SEQUENCE && count > length)
			count = (unsigned)length;
		if (add_segment(hops, &segment, count, asn_size, err) != 0)
			return -1;
		length -= segment.type == RSEC_BGP_SEQUENCE
			      ? count
			      : segment_length(&segment);
	}
	return more < 0 ? -1 : 0;
}

int
rsec_bgp_path(const struct rsec_bgp_attributes *attributes,
    struct rsec_bgp_hop *hop, size_t max, struct rsec_err *err)
{
	struct hops hops = { hop, 0,
		max < RSEC_BGP_PATH_MAX ? max : RSEC_BGP_PATH_MAX };
	bool as4;
	size_t length = SIZE_MAX;

	as4 = uses_as4_path(attributes, &length);
	if (add_path(&hops, attributes->path, attributes->asn_size, length,
		err) != 0)
		return -1;
	if (as4 && add_path(&hops, attributes->as4_path, 4, SIZE_MAX, err) != 0)
		return -1;
	return (int)hops.count;
}

/* Whether PATH is one sequence of four-octet ASNs, as nearly all are. */
static inline bool
is_sequence4(struct rsec_bgp_bytes path)
{
	return path.len > 2 && path.data[0] == RSEC_BGP_SEQUENCE &&
	       path.len == 2 + (size_t)path.data[1] * 4;
}

/* The origin by one path attribute alone. */
static bool
path_origin(struct rsec_bgp_bytes path, uint8_t asn_size, uint32_t *origin)
{
	struct segments walk = segments_of(path, asn_size);
	struct segment segment, last = { 0, 0, NULL };
	int more;

	while ((more = segment_next(&walk, &segment, NULL)) == 1)
		if (segment.type == RSEC_BGP_SEQUENCE ||
		    segment.type == RSEC_BGP_SET)
			last = segment;
	if (more != 0 || last.type != RSEC_BGP_SEQUENCE)
		return false;
	*origin = get_asn(last.asns + (last.count - 1u) * asn_size, asn_size);
	return true;
}

bool
rsec_bgp_origin(const struct rsec_bgp_attributes *attributes, uint32_t *origin)
{
	const struct rsec_bgp_bytes path = attributes->path;
	size_t length;

	if (attributes->asn_size == 4 && is_sequence4(path)) {
		*origin = rsec_get_be32(path.data + path.len - 4);
		return true;
	}
	if (uses_as4_path(attributes, &length))
		return path_origin(attributes->as4_path, 4, origin);
	return path_origin(attributes->path, attributes->asn_size, origin);
}
