/* SPDX-License-Identifier: ISC */
/*
 * The rules that a path is held against.  asn[0] is the neighbour of the
 * collector, the last is the origin; a route went from the right to the left.
 * What is not known breaks no rule, and whoever only accepted what another did
 * is its accomplice.  Time is linear in the length of the path.
 *
 * Valley: an AS that has a route from a provider or peer may pass it to its
 * customers only.  Who does otherwise is told from its two neighbours alone,
 * so that a relationship which is not known hides no other breach.
 *
 * OTC (RFC 9234 section 5): the attribute holds the AS from which on a route
 * may only go down.  So whoever stands left of that AS and passed the route to
 * a provider or peer broke the rule, as did that AS itself where it passed it
 * to a provider.  Where it is not in the path (a route server) nothing is
 * said; where it stands twice the one on the left counts.
 *
 * ASPA (draft-ietf-sidrops-aspa-verification): how the collector stands to its
 * neighbour is not known, so its path is verified as one that came from a
 * provider, the more lenient way.  Such a path is Invalid where an AS says
 * that the next is not its provider, and an AS further left says so of the one
 * before it: somebody between the two received the route from no customer and
 * passed it to no customer.  Between the nearest such two, whoever is below a
 * step that must be down (ASPA names it, or as-rel has it so) got the route
 * from a provider and whoever is below a step up gave it to one; one AS that
 * is left is held for it, and of several nobody is.
 */
#include "manrs/view_private.h"

#define UP     RSEC_MANRS_UP
#define DOWN   RSEC_MANRS_DOWN
#define ACROSS RSEC_MANRS_ACROSS
#define NOBODY RSEC_MANRS_NONE

/* What was found in a path of one rule. */
struct breaches {
	const struct rsec_manrs_path *path;
	const struct rsec_manrs_emit *emit; /* NULL: they are only counted */
	uint32_t count;
	bool stopped; /* who listens wants no more */
};

static bool
goes_on(const struct breaches *to)
{
	return !to->stopped &&
	       (to->emit == NULL || to->count < RSEC_MANRS_BREACHES_MAX);
}

/* The AS at I did it; what is left of it accepted that. */
static void
blame(struct breaches *to, uint32_t i, enum rsec_manrs_path_rule rule,
    uint32_t other)
{
	const struct rsec_manrs_path *path = to->path;
	const struct rsec_manrs_emit *emit = to->emit;

	to->count++;
	if (emit == NULL)
		return;
	to->stopped =
	    emit->add(emit->ctx, path->asn[i], false, rule, other) == -1;
	if (to->stopped || i == 0 ||
	    (path->step[i - 1] & RSEC_MANRS_LEFT_BOGON))
		return;
	if (rule != RSEC_MANRS_PATH_BOGON)
		other = path->asn[i];
	to->stopped =
	    emit->add(emit->ctx, path->asn[i - 1], true, rule, other) == -1;
}

static void
find_bogons(struct breaches *to)
{
	const struct rsec_manrs_path *path = to->path;
	uint32_t i;

	for (i = 0; i + 1 < path->len && goes_on(to); i++)
		if ((path->step[i] & RSEC_MANRS_RIGHT_BOGON) &&
		    !(path->step[i] & RSEC_MANRS_LEFT_BOGON))
			blame(to, i, RSEC_MANRS_PATH_BOGON, path->asn[i + 1]);
}

static void
find_valleys(struct breaches *to)
{
	const struct rsec_manrs_path *path = to->path;
	uint32_t i;

	for (i = 1; i + 1 < path->len && goes_on(to); i++)
		if ((path->step[i] & (DOWN | ACROSS)) &&
		    (path->step[i - 1] & (UP | ACROSS)))
			blame(to, i, RSEC_MANRS_PATH_VALLEY, path->asn[i + 1]);
}

static void
find_otc(struct breaches *to)
{
	const struct rsec_manrs_path *path = to->path;
	unsigned wrong = UP;
	uint32_t i;

	if (!path->has_otc)
		return;
	for (i = 0; i < path->len && path->asn[i] != path->otc; i++)
		continue;
	for (; i < path->len && i > 0 && goes_on(to); i--) {
		if (path->step[i - 1] & wrong)
			blame(to, i, RSEC_MANRS_PATH_OTC, path->otc);
		wrong = UP | ACROSS;
	}
}

static bool
goes_down(unsigned step)
{
	return (step & RSEC_MANRS_DOWN_NAMED) ||
	       ((step & DOWN) && !(step & RSEC_MANRS_DOWN_DENIED));
}

static bool
goes_up(unsigned step)
{
	return (step & RSEC_MANRS_UP_NAMED) ||
	       ((step & UP) && !(step & RSEC_MANRS_UP_DENIED));
}

/*
 * The step into RIGHT is not up, the one out of LEFT is not down: who of
 * RIGHT..LEFT, which are in the order of the route, turned it?
 */
static uint32_t
turned(const struct rsec_manrs_path *path, uint32_t right, uint32_t left)
{
	while (right > left && goes_down(path->step[right - 1]))
		right--;
	while (right > left && goes_up(path->step[left]))
		left++;
	return right == left ? right : NOBODY;
}

static void
find_aspa(struct breaches *to)
{
	const struct rsec_manrs_path *path = to->path;
	uint32_t received = NOBODY, who, i;

	for (i = path->len; i-- > 1 && goes_on(to);) {
		/* The step out of I; RECEIVED has it from no customer. */
		if ((path->step[i - 1] & RSEC_MANRS_DOWN_DENIED) &&
		    received != NOBODY) {
			who = turned(path, received, i);
			if (who != NOBODY)
				blame(to, who, RSEC_MANRS_PATH_ASPA,
				    path->asn[who + 1]);
			received = NOBODY;
		}
		if (path->step[i - 1] & RSEC_MANRS_UP_DENIED)
			received = i - 1;
	}
}

/* The most breaches of a rule; *STOPPED where EMIT wants no more. */
static uint32_t
judge(const struct rsec_manrs_path *path, const struct rsec_manrs_emit *emit,
    bool *stopped)
{
	static void (*const rules[])(struct breaches *) = { find_bogons,
		find_valleys, find_aspa, find_otc };
	struct breaches breaches = { .path = path, .emit = emit };
	uint32_t most = 0;
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		breaches.count = 0;
		rules[i](&breaches);
		if (breaches.count > most)
			most = breaches.count;
	}
	*stopped = breaches.stopped;
	return most;
}

int
rsec_manrs_path_judge(
    const struct rsec_manrs_path *path, const struct rsec_manrs_emit *emit)
{
	bool stopped;

	(void)judge(path, emit, &stopped);
	return stopped ? -1 : 0;
}

uint32_t
rsec_manrs_path_breaches(const struct rsec_manrs_path *path)
{
	bool stopped;

	return judge(path, NULL, &stopped);
}
