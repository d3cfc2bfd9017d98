/* SPDX-License-Identifier: ISC */
/* The network that is assessed; see example.h. */
#include "tests/lib/test.h"

#include "tests/unit/manrs_assess/example.h"

static const char vrps[] = "ASN,IP Prefix,Max Length,Trust Anchor\n"
			   "AS201,20.0.0.0/22,24,arin\n"
			   "AS201,20.0.4.0/22,24,arin\n"
			   "AS201,20.0.8.0/24,24,arin\n"
			   "AS299,20.0.9.0/24,24,arin\n"
			   "AS202,20.1.0.0/24,24,arin\n"
			   "AS299,20.1.1.0/24,24,arin\n";

/* A network that fails Actions 1 and 3. */
void
give_example(struct manrs_world *world)
{
	static const struct {
		enum rsec_manrs_input input;
		const char *text;
	} texts[] = {
		{ RSEC_MANRS_BGP, MANRS_PATHS ROUTE("20.0.0.0/24", "201") ROUTE(
				      "20.0.1.0/24", "201") ROUTE("20.0.2.0/24",
				      "201") ROUTE("20.0.3.0/24", "201") },
		{ RSEC_MANRS_BGP,
		    MANRS_PATHS ROUTE("20.0.4.0/24", "201") ROUTE(
			"20.0.5.0/24", "201") ROUTE("20.0.6.0/24", "201")
			ROUTE("20.0.7.0/24", "201") ROUTE("20.0.8.0/24", "201")
			    ROUTE("20.0.9.0/24", "201") },
		{ RSEC_MANRS_BGP, MANRS_PATHS ROUTE("20.1.0.0/24", "201 202")
				      ROUTE("20.1.1.0/24", "201 202")
					  ROUTE("20.2.0.0/24", "201 203")
					      ROUTE("2a00:204::/32", "204") },
		{ RSEC_MANRS_VRPS, vrps },
		{ RSEC_MANRS_ASPAS,
		    "{\"roas\":[],\"aspas\":[{\"customer_asid\":201,"
		    "\"expires\":1,\"providers\":[204]}]}" },
		{ RSEC_MANRS_IRR,
		    OBJECT("20.0.0.0/24", "201") OBJECT("20.0.1.0/24", "201")
			OBJECT("20.0.2.0/24", "201")
			    OBJECT("20.0.3.0/24", "201") },
		{ RSEC_MANRS_IRR,
		    OBJECT("20.0.4.0/23", "201") OBJECT("20.0.6.0/24", "201")
			OBJECT("20.2.0.0/24", "299") },
		{ RSEC_MANRS_WHOIS, "aut-num: AS201\nas-name: EXAMPLE\n"
				    "source: RIPE\n" },
		{ RSEC_MANRS_PEERINGDB,
		    "{\"net\":{\"data\":[{\"id\":1,\"org_id\":1,\"asn\":201,"
		    "\"name\":\"Example Networks\",\"irr_as_set\":\"AS-E\","
		    "\"updated\":\"2026-09-01T00:00:00Z\"}]},"
		    "\"poc\":{\"data\":[]}}" },
		{ RSEC_MANRS_DELEGATED,
		    "2|arin|20261001|2|19800101|20261001|+0000\n"
		    "arin|US|asn|201|100|20200101|assigned|x\n"
		    "arin|US|ipv4|20.0.0.0|262144|20200101|allocated|x\n" },
		{ RSEC_MANRS_BOGONS, "# nothing\n" },
		{ RSEC_MANRS_CIDR_REPORT, "" },
		{ RSEC_MANRS_GRIP, HIJACK("moas-1", TWELVE_MINUTES) },
		{ RSEC_MANRS_BGPSTREAM, "" },
		{ RSEC_MANRS_SPOOFER, "" },
		{ RSEC_MANRS_AS_REL,
		    "201|202|-1\n201|203|-1\n204|201|-1\n201|205|0\n"
		    "210|204|0\n" },
		{ RSEC_MANRS_AS_ORG, "" },
		{ RSEC_MANRS_RSC, "b.sig 20.0.4.0/23 AS202 b.txt" },
		{ RSEC_MANRS_RSC, "a.sig AS201 20.3.0.0/16 a.txt" },
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		manrs_world_give(world, texts[i].input, texts[i].text);
}

void
read_example(struct manrs_world *world)
{
	manrs_world_init(world, "2026-10");
	give_example(world);
	manrs_world_read(world);
}

void
assess(const struct rsec_manrs_data *data, struct rsec_manrs_report *report)
{
	const uint32_t asn = OWN;
	struct rsec_err err;

	if (rsec_manrs_assess(data, &asn, 1, NULL, report, &err) == -1)
		fail_msg("%s", err.msg);
}
