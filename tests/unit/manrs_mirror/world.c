/* SPDX-License-Identifier: ISC */
/* Random months of either family; see mirror.h. */
#include "tests/lib/test.h"

#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_mirror/mirror.h"

#define ROUTES	30
#define VRPS	8
#define OBJECTS 16

/* What is being made. */
struct maker {
	struct month *month;
	struct random r;
	unsigned family;
	struct rsec_buf *to; /* the text at hand */
};

struct rsec_prefix
mirror_prefix(unsigned family, uint32_t bits, unsigned len)
{
	if (family == RSEC_IPV4)
		return (struct rsec_prefix){ (uint64_t)bits << 32, 0, RSEC_IPV4,
			(uint8_t)len };
	return (
	    struct rsec_prefix){ (uint64_t)0x2a2000 << 40 | (uint64_t)bits << 8,
		0, RSEC_IPV6, (uint8_t)(len + MIRROR_MORE) };
}

/* The next text. */
static void
begin(struct maker *m)
{
	struct month *month = m->month;

	assert_true(
	    month->texts < sizeof(month->text) / sizeof(month->text[0]));
	m->to = &month->text[month->texts++];
	*m->to = RSEC_BUF_INIT;
}

/* The text is one of INPUT. */
static void
end(struct maker *m, enum rsec_manrs_input input)
{
	text_add(m->to, "%c", '\0');
	manrs_world_give(&m->month->world, input, m->to->data);
}

static void
put_prefix(struct maker *m, uint32_t bits, unsigned len)
{
	const struct rsec_prefix prefix = mirror_prefix(m->family, bits, len);
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, &prefix);
	text_add(m->to, "%s", text);
}

/* One of few, so that they meet, of SHORTEST to LONGEST; its length. */
static unsigned
put_random(struct maker *m, unsigned shortest, unsigned longest)
{
	const unsigned len =
	    shortest + random_below(&m->r, longest - shortest + 1);
	const uint32_t n = random_below(&m->r, 3 << 6);
	const uint32_t bits = (uint32_t)20 << 24 | n >> 6 << 16 |
			      (n >> 4 & 3) << 14 | (n >> 2 & 3) << 8 |
			      (n & 3) << 6;

	put_prefix(m, bits & ~(uint32_t)0 << (32 - len), len);
	return len;
}

static unsigned
one_of(struct maker *m, const unsigned *of, unsigned count)
{
	return of[random_below(&m->r, count)];
}

static void
make_routes(struct maker *m)
{
	static const char *const paths[] = { "401 301 201", "401 301 201",
		"401 302 201", "401 301 201 202", "401 301 201 203",
		"401 301 201 202 64512 203", "401 301 201 302 305",
		"401 303 201 204" };
	unsigned i;

	begin(m);
	text_add(m->to, MANRS_PATHS);
	for (i = 0; i < ROUTES; i++) {
		put_random(m, 14, 26);
		text_add(m->to, " %s\n", paths[random_below(&m->r, 8)]);
	}
	end(m, RSEC_MANRS_BGP);
}

static void
make_vrps(struct maker *m)
{
	static const unsigned origins[] = { 201, 201, 202, 203, 299, 0 };
	unsigned i, len;

	begin(m);
	text_add(m->to, "ASN,IP Prefix,Max Length,Trust Anchor\n");
	for (i = 0; i < VRPS; i++) {
		text_add(m->to, "AS%u,", one_of(m, origins, 6));
		len = put_random(m, 16, 24);
		len += random_below(&m->r, 4);
		text_add(m->to, ",%u,ripe\n",
		    m->family == RSEC_IPV4 ? len : len + MIRROR_MORE);
	}
	end(m, RSEC_MANRS_VRPS);
}

static void
make_objects(struct maker *m)
{
	static const char *const sources[] = { "RADB", "RIPE", "NTTCOM" };
	static const unsigned origins[] = { 201, 201, 202, 203, 299 };
	unsigned i;

	begin(m);
	for (i = 0; i < OBJECTS; i++) {
		text_add(
		    m->to, m->family == RSEC_IPV4 ? "route: " : "route6: ");
		put_random(m, 12, 26);
		text_add(m->to, "\norigin: AS%u\nmnt-by: M\nsource: %s\n\n",
		    one_of(m, origins, 5), sources[random_below(&m->r, 3)]);
	}
	text_add(m->to, "as-set: AS201:AS-ALL\nmembers: AS201, AS202\n"
			"source: RADB\n\naut-num: AS201\nas-name: OURS\n"
			"import: from AS301 accept ANY\n"
			"export: to AS301 announce AS201:AS-ALL\n"
			"source: RIPE\n");
	end(m, RSEC_MANRS_IRR);
}

static void
make_delegations(struct maker *m)
{
	static const char *const states[] = { "allocated", "allocated",
		"assigned", "reserved", "available" };
	unsigned i, state;

	begin(m);
	text_add(m->to, "ripencc|NL|asn|201|3|20200101|assigned|holder-0\n");
	for (i = 0; i < 3; i++) {
		state = random_below(&m->r, 5);
		text_add(m->to, "ripencc|%s|%s|", state < 3 ? "NL" : "ZZ",
		    m->family == RSEC_IPV4 ? "ipv4" : "ipv6");
		put_prefix(m, (uint32_t)20 << 24 | i << 16, 16);
		/* The length of IPv4 is a number of addresses. */
		m->to->len -= 3;
		text_add(m->to, "|%s|%s|%s|%s%u\n",
		    m->family == RSEC_IPV4 ? "65536" : "40",
		    state < 3 ? "20200101" : "", states[state],
		    state < 3 ? "holder-" : "", random_below(&m->r, 2));
	}
	end(m, RSEC_MANRS_DELEGATED);
}

static void
make_bogons(struct maker *m)
{
	unsigned i;

	begin(m);
	for (i = 0; i < 3; i++) {
		put_random(m, 16, 22);
		text_add(m->to, "\n");
	}
	end(m, RSEC_MANRS_BOGONS);
	begin(m);
	text_add(m->to, "2026-10-05\n");
	for (i = 0; i < 3; i++) {
		put_random(m, 16, 24);
		text_add(m->to, " AS%u unallocated\n", 201 + i % 2);
	}
	end(m, RSEC_MANRS_CIDR_REPORT);
}

static void
make_hijacks(struct maker *m)
{
	unsigned i, n;

	begin(m);
	for (i = 0; i < 3; i++) {
		const struct random here = m->r;

		for (n = 0; n < 2; n++) {
			m->r = here; /* the same prefix twice */
			text_add(m->to,
			    n == 0 ? "{\"id\":\"moas-%u\",\"view_ts\":%u,"
				     "\"finished_ts\":%u,\"event_type\":"
				     "\"moas\",\"summary\":{\"victims\":[299],"
				     "\"prefixes\":[\""
				   : "\"],\"inference_result\":{"
				     "\"primary_inference\":{"
				     "\"suspicion_level\":90}}},"
				     "\"pfx_events\":[{\"prefix\":\"",
			    i, 1791158400 + 86400 * i, 1791172800 + 86400 * i);
			put_random(m, 20, 24);
		}
		text_add(m->to,
		    "\",\"details\":{\"new_origins\":[%u],\"as_path\":"
		    "\"401 301 201%s\"}}]}\n",
		    i == 2 ? 202 : 201, i == 2 ? " 202" : "");
	}
	end(m, RSEC_MANRS_GRIP);
	begin(m);
	text_add(m->to, "{\"start_time\":\"2026-10-09\",\"origin_asn\":201,"
			"\"victim_asns\":[299],\"event_id\":\"17\","
			"\"prefixes\":[\"");
	put_random(m, 20, 24);
	text_add(m->to, "\"],\"hijack_as_path\":\"401 301 201\"}\n");
	end(m, RSEC_MANRS_BGPSTREAM);
}

static void
make_tests(struct maker *m)
{
	static const char *const results[] = { "received", "blocked",
		"rewritten" };
	const unsigned v = m->family == RSEC_IPV4 ? 4 : 6;
	unsigned i;

	begin(m);
	for (i = 0; i < 3; i++) {
		text_add(m->to,
		    "{\"session\":%u,\"timestamp\":\"2026-10-0%uT00:00:00Z\","
		    "\"asn%u\":\"201\",\"client%u\":\"",
		    i + 1, i + 1, v, v);
		put_random(m, 24, 24);
		text_add(m->to,
		    "\",\"nat%u\":%s,\"privatespoof%s\":\"blocked\","
		    "\"routedspoof%s\":\"%s\"}\n",
		    v, random_once_in(&m->r, 2) ? "true" : "false",
		    v == 4 ? "" : "6", v == 4 ? "" : "6",
		    results[random_below(&m->r, 3)]);
	}
	end(m, RSEC_MANRS_SPOOFER);
	begin(m);
	text_add(m->to, "a.sig AS201 ");
	put_random(m, 14, 20);
	text_add(m->to, " a.txt");
	end(m, RSEC_MANRS_RSC);
}

void
month_make(struct month *month, struct random r, unsigned family)
{
	struct maker m = { .month = month, .r = r, .family = family };
	const uint32_t asn = OWN;

	month->family = family;
	month->texts = 0;
	manrs_world_init(&month->world, "2026-10");
	make_routes(&m);
	make_vrps(&m);
	make_objects(&m);
	make_delegations(&m);
	make_bogons(&m);
	make_hijacks(&m);
	make_tests(&m);
	manrs_world_give(&month->world, RSEC_MANRS_AS_REL,
	    "301|201|-1\n302|201|-1\n302|305|-1\n201|202|-1\n201|203|-1\n"
	    "201|204|0\n401|301|0\n");
	manrs_world_give(&month->world, RSEC_MANRS_ASPAS,
	    "{\"roas\":[],\"aspas\":[{\"customer_asid\":201,"
	    "\"expires\":1,\"providers\":[301]}]}");
	manrs_world_give(&month->world, RSEC_MANRS_PEERINGDB,
	    "{\"net\":{\"data\":[{\"id\":1,\"org_id\":1,\"asn\":201,"
	    "\"name\":\"Ours\",\"irr_as_set\":\"RADB::AS201:AS-ALL\","
	    "\"updated\":\"2026-09-01T00:00:00Z\"}]},\"poc\":{\"data\":["
	    "{\"net_id\":1,\"role\":\"NOC\",\"email\":\"noc@example.net\"}"
	    "]}}");
	manrs_world_read(&month->world);
	assert_int_equal(rsec_manrs_assess(&month->world.data, &asn, 1, NULL,
			     &month->report, NULL),
	    0);
}

void
month_fini(struct month *month)
{
	size_t i;

	rsec_manrs_report_fini(&month->report);
	manrs_world_fini(&month->world);
	for (i = 0; i < month->texts; i++)
		rsec_buf_fini(&month->text[i]);
}
