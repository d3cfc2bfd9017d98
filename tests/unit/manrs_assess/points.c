/* SPDX-License-Identifier: ISC */
/* The points of fixes: what --what-if says that they win, one after another. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/mrttext.h"
#include "tests/lib/random.h"
#include "tests/unit/manrs_assess/example.h"

#define ROUTES 40
#define MOST   (ROUTES * 4)

/* What is done of the list. */
struct done {
	struct rsec_vrp vrp[MOST];
	struct rsec_route route[MOST], withdrawn[MOST];
	struct rsec_manrs_what_if what_if;
};

/*
 * Routes of the subject, each in any state of RPKI and IRR; some are too long
 * and some are full bogons.
 */
static void
give_routes(struct manrs_world *world, struct random *r, unsigned count)
{
	struct rsec_buf routes = RSEC_BUF_INIT, roas = RSEC_BUF_INIT,
			objects = RSEC_BUF_INIT, bogons = RSEC_BUF_INIT;
	unsigned i, rpki, irr;
	const unsigned likely = (unsigned)random_below(r, 3);
	const unsigned some = 1 + (unsigned)random_below(r, 8);

	text_add(&roas, "ASN,IP Prefix,Max Length,Trust Anchor\n"
			"AS299,20.9.0.0/24,24,arin\n");
	text_add(&objects, OBJECT("20.9.0.0/24", "299"));
	text_add(&routes, "2a00:299::/32 299\n");
	for (i = 0; i < count; i++) {
		text_add(&routes, "20.0.%u.0/%u %u\n", i,
		    random_below(r, some) == 0 ? 25 : 24, OWN);
		if (random_below(r, some) == 0)
			text_add(&bogons, "20.0.%u.0/24\n", i);
		rpki = (unsigned)random_below(r, 8);
		rpki = rpki < 3 ? rpki : likely;
		if (rpki != 1)
			text_add(&roas, "AS%u,20.0.%u.0/24,24,arin\n",
			    rpki == 0 ? 299 : OWN, i);
		irr = (unsigned)random_below(r, 4);
		if (irr > 0)
			text_add(&objects,
			    "route: 20.0.%u.0/%u\norigin: AS%u\n"
			    "mnt-by: MNT\nsource: ARIN\n\n",
			    irr == 2 ? i & ~1U : i, irr == 2 ? 23 : 24,
			    irr == 3 ? 299 : OWN);
	}
	rsec_buf_addc(&routes, '\0');
	rsec_buf_addc(&roas, '\0');
	rsec_buf_addc(&objects, '\0');
	text_add(&bogons, "20.9.9.0/24\n%c", '\0');
	manrs_world_init(world, "2026-10");
	manrs_world_give(world, RSEC_MANRS_BGP, routes.data);
	manrs_world_give(world, RSEC_MANRS_VRPS, roas.data);
	manrs_world_give(world, RSEC_MANRS_IRR, objects.data);
	manrs_world_give(world, RSEC_MANRS_BOGONS, bogons.data);
	manrs_world_give(world, RSEC_MANRS_DELEGATED,
	    "2|arin|20261001|1|19800101|20261001|+0000\n"
	    "arin|US|ipv4|20.0.0.0|262144|20200101|allocated|x\n");
	manrs_world_read(world);
	rsec_buf_fini(&routes);
	rsec_buf_fini(&roas);
	rsec_buf_fini(&objects);
	rsec_buf_fini(&bogons);
}

/* Whether what ROW tells of is to be announced no more. */
static bool
is_withdrawal(enum rsec_manrs_check check, const char *remedy)
{
	return check == RSEC_MANRS_A1_OWN_LEN ||
	       strncmp(remedy, "withdraw ", 9) == 0;
}

/* Do all that RESULT proposes. */
static void
do_fix(const struct rsec_manrs_result *result, struct done *done)
{
	struct rsec_manrs_what_if *what_if = &done->what_if;
	const struct rsec_manrs_evidence *row = result->evidence;

	for (; row < result->evidence + result->evidences; row++) {
		assert_true(what_if->vrps < MOST && what_if->routes < MOST &&
			    what_if->withdrawals < MOST);
		if (is_withdrawal(result->check, row->remedy))
			done->withdrawn[what_if->withdrawals++] =
			    (struct rsec_route){ row->prefix, row->asn, true };
		else if (parse_roa(row->remedy, &done->vrp[what_if->vrps]))
			what_if->vrps++;
		else if (parse_object(
			     row->remedy, &done->route[what_if->routes]))
			what_if->routes++;
	}
	what_if->vrp = done->vrp;
	what_if->route = done->route;
	what_if->withdrawn = done->withdrawn;
}

/* What fix I of PLAN wins behind those that are DONE. */
static void
check_fix(const struct manrs_world *world, const struct rsec_manrs_report *plan,
    size_t i, struct done *done)
{
	const struct rsec_manrs_fix *fix = &plan->fix[i];
	struct rsec_manrs_data data = world->data;
	struct rsec_manrs_report before, after;
	int64_t won;

	data.what_if = &done->what_if;
	assess(&data, &before);
	do_fix(&plan->result[fix->check], done);
	assess(&data, &after);
	won = (int64_t)after.score[fix->figure].value -
	      (int64_t)before.score[fix->figure].value;
	assert_int_equal(won > 0 ? won : 0, fix->points);
	assert_int_equal(fix->decides,
	    before.action[3].verdict == RSEC_MANRS_NOT_CONFORMANT &&
		after.action[3].verdict == RSEC_MANRS_CONFORMANT);
	rsec_manrs_report_fini(&before);
	rsec_manrs_report_fini(&after);
}

void
fixes_win_their_points_one_after_the_other(void **state)
{
	struct random r = { 5 };
	struct manrs_world world;
	struct rsec_manrs_report plan;
	struct done *done;
	unsigned round, won = 0, ended = 0;
	size_t i;

	(void)state;
	for (round = 0; round < 120; round++) {
		give_routes(&world, &r,
		    1 + (unsigned)random_below(
			    &r, round % 2 == 0 ? ROUTES : 5));
		assess(&world.data, &plan);
		done = calloc(1, sizeof(*done));
		assert_non_null(done);
		for (i = 0; i < plan.fixes; i++) {
			check_fix(&world, &plan, i, done);
			won += plan.fix[i].points > 0;
			ended += plan.fix[i].points > 0 &&
				 plan.fix[i].check < RSEC_MANRS_A1_CUST_RPKI &&
				 plan.fix[i].check != RSEC_MANRS_A1_OWN_RPKI;
		}
		free(done);
		rsec_manrs_report_fini(&plan);
		manrs_world_fini(&world);
	}
	assert_true(won > 100 && ended > 10);
}
