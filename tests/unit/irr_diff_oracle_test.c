/* SPDX-License-Identifier: ISC */
/*
 * The diff of two made-up registries.  What was done to each object of the
 * first is the oracle of what must be found; and what is found, written as a
 * journal and applied to the first, must give the second.  Objects are of many
 * classes, in any order and layout, some of them twice.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/irrdiff.h"
#include "tests/lib/nrtm.h"
#include "tests/lib/random.h"

#define THINGS 120
#define ROUNDS 60

enum fate {
	SAME,
	REFORMATTED,
	REMOVED,
	ADDED,
	CHANGED,
	MOVED, /* to another origin; routes only */
	FATES
};

enum kind {
	A_ROUTE,
	A_ROUTE6,
	AN_AS_SET,
	A_ROUTE_SET,
	AN_AUT_NUM,
	A_MNTNER,
	A_PERSON,
	AN_INETNUM,
	KINDS
};

struct thing {
	uint32_t number;
	enum kind kind;
	enum fate fate;
	bool found;
};

struct world {
	struct random random;
	struct thing thing[THINGS];
	struct rsec_buf text[2];
};

static bool
is_route(const struct thing *thing)
{
	return thing->kind == A_ROUTE || thing->kind == A_ROUTE6;
}

/* The first line, and the key as NRTM has it; MOVED: after it has. */
static void
name_thing(const struct thing *thing, bool moved, char first[80], char key[80])
{
	unsigned n = thing->number, origin = 64496 + moved;
	static const char *const format[][2] = {
		{ "route: 10.%u.%u.0/24", "10.%u.%u.0/24" },
		{ "route6: 2001:db8:%x:%x::/64", "2001:db8:%x:%x::/64" },
		{ "as-set: AS%u:AS-of-%u", "AS%u:AS-OF-%u" },
		{ "route-set: RS-%u-x%u", "RS-%u-X%u" },
		{ "aut-num: as%u%03u", "AS%u%03u" },
		{ "mntner: MAINT-%u-%u", "MAINT-%u-%u" },
		{ "person: Some One\nnic-hdl: P%u-E%u", "P%u-E%u" },
		{ "inetnum: 10.%u.%u.0 - 10.255.255.255",
		    "10.%u.%u.0 - 10.255.255.255" },
	};

	n += 1000;
	snprintf(first, 80, format[thing->kind][0], n / 100, n % 100 + 1);
	snprintf(key, 80, format[thing->kind][1], n / 100, n % 100 + 1);
	if (is_route(thing)) {
		snprintf(first + strlen(first), 80 - strlen(first),
		    "\norigin: AS%u", origin);
		snprintf(key + strlen(key), 80 - strlen(key), "AS%u", origin);
	}
}

/* Between two lines: nothing, a comment, an empty continuation. */
static void
put_between(struct world *world, struct rsec_buf *out)
{
	static const char *const lines[] = { "", "", "", "% a comment\n",
		"# another: one\n", "+\n", " \t\n", "%END EXAMPLE\n" };

	rsec_buf_puts(out, lines[random_below(&world->random, 8)]);
}

/* "name: value" with its case, blanks and ends of lines by chance. */
static void
put_line(struct world *world, struct rsec_buf *out, const char *line, size_t n)
{
	static const char *const blanks[] = { "", " ", "\t", "      \t" };
	static const char *const ends[] = { "\n", "\n", "\r\n", "  \n",
		" # c\n", "\t\r\n" };
	const char *colon = memchr(line, ':', n);
	bool upper = random_once_in(&world->random, 4);
	size_t i;

	for (i = 0; line + i < colon; i++)
		rsec_buf_addc(out, upper && line[i] >= 'a' && line[i] <= 'z'
				       ? (char)(line[i] - 'a' + 'A')
				       : line[i]);
	rsec_buf_addc(out, ':');
	rsec_buf_puts(out, blanks[random_below(&world->random, 4)]);
	for (colon++; colon < line + n && *colon == ' ';)
		colon++;
	rsec_buf_add(out, colon, (size_t)(line + n - colon));
	rsec_buf_puts(out, ends[random_below(&world->random, 6)]);
	put_between(world, out);
}

/* The lines of BODY but for the first of the object in any order. */
static void
put_object(struct world *world, struct rsec_buf *out, char *body)
{
	struct {
		char *s;
		size_t n;
	} line[16];
	size_t count = 0, i;
	char *at = body, *end;

	for (; *at != '\0'; at = end + 1) {
		end = strchr(at, '\n');
		line[count].s = at;
		line[count++].n = (size_t)(end - at);
	}
	random_shuffle(&world->random, line + 1, count - 1, sizeof(line[0]));
	for (i = 0; i < count; i++)
		put_line(world, out, line[i].s, line[i].n);
	rsec_buf_puts(out, random_once_in(&world->random, 3) ? "\r\n\n" : "\n");
}

/* THING as the old (0) or the new (1) dump has it. */
static void
put_thing(struct world *world, const struct thing *thing, int side)
{
	bool moved = side == 1 && thing->fate == MOVED;
	bool changed = side == 1 && thing->fate == CHANGED;
	char first[80], key[80], body[600];

	name_thing(thing, moved, first, key);
	snprintf(body, sizeof(body),
	    "%s\n"
	    "descr: Number %u, %s \xc3\xa9\n"
	    "remarks:\n"
	    "remarks: \"quoted\\%s\n"
	    "mnt-by: MAINT-%u,MAINT-EXAMPLE\n"
	    "last-modified: 20%02u-01-01T00:00:00Z\n"
	    "source: %s\n",
	    first, thing->number, changed ? "new" : "old", changed ? "!" : "",
	    thing->number % 7, random_below(&world->random, 26),
	    random_once_in(&world->random, 2) ? "EXAMPLE" : "example");
	put_object(world, &world->text[side], body);
}

/* Both dumps, each in an order of its own, some objects twice. */
static void
make_world(struct world *world)
{
	struct thing *thing, *end = world->thing + THINGS;
	uint32_t i;
	int side;

	for (i = 0; i < THINGS; i++) {
		thing = &world->thing[i];
		*thing = (struct thing){ .number = i,
			.kind = random_below(&world->random, KINDS),
			.fate = random_below(&world->random, FATES) };
		if (thing->fate == MOVED && !is_route(thing))
			thing->fate = SAME;
	}
	for (side = 0; side < 2; side++) {
		world->text[side].len = 0;
		random_shuffle(&world->random, world->thing, THINGS,
		    sizeof(world->thing[0]));
		for (thing = world->thing; thing < end; thing++) {
			if (thing->fate == (side == 0 ? ADDED : REMOVED))
				continue;
			put_thing(world, thing, side);
			if (random_once_in(&world->random, 10))
				put_thing(world, thing, side);
		}
	}
}

static struct rsec_irr_diff *
run(struct world *world, bool back, const struct rsec_nrtm *journal)
{
	static const struct rsec_irr_diff_options none;
	const struct rsec_buf *old = &world->text[back];
	const struct rsec_buf *new = &world->text[!back];
	struct irrdiff_side sides[2] = {
		{ .text = old->data,
		    .len = old->len,
		    .chunk = random_below(&world->random, 50),
		    .journal = journal },
		{ .text = new->data,
		    .len = new->len,
		    .chunk = random_below(&world->random, 50) },
	};
	struct rsec_irr_diff *diff = irrdiff_run(&none, sides, true);

	assert_true(sides[0].rc == 0 && sides[1].rc == 0);
	assert_int_equal(sides[0].faults + sides[1].faults, 0);
	return diff;
}

/* Find the thing that CHANGE is about; each is found once. */
static struct thing *
find_thing(struct world *world, const struct rsec_irr_change *change, bool back)
{
	char first[80], key[80];
	struct thing *thing;

	for (thing = world->thing; thing < world->thing + THINGS; thing++) {
		name_thing(thing, back && thing->fate == MOVED, first, key);
		if (strncmp(first, rsec_rpsl_class_name(change->class_id),
			strcspn(first, ":")) == 0 &&
		    strcmp(key, change->key) == 0)
			return thing;
	}
	fail_msg("nothing has the key %s", change->key);
	return NULL;
}

static void
check_changes(struct world *world, const struct rsec_irr_diff *diff, bool back)
{
	static const enum rsec_irr_op ops[FATES][2] = {
		[REMOVED] = { RSEC_IRR_REMOVED, RSEC_IRR_ADDED },
		[ADDED] = { RSEC_IRR_ADDED, RSEC_IRR_REMOVED },
		[CHANGED] = { RSEC_IRR_CHANGED, RSEC_IRR_CHANGED },
		[MOVED] = { RSEC_IRR_ORIGIN, RSEC_IRR_ORIGIN },
	};
	const struct rsec_irr_change *change;
	size_t i, expected = 0;
	struct thing *thing;

	for (i = 0; i < THINGS; i++) {
		world->thing[i].found = false;
		expected += world->thing[i].fate >= REMOVED;
	}
	assert_int_equal(rsec_irr_diff_count(diff), expected);
	assert_int_equal(rsec_irr_diff_unchanged(diff), THINGS - expected);
	for (i = 0; i < expected; i++) {
		change = rsec_irr_diff_get(diff, i);
		thing = find_thing(world, change, back);
		assert_true(thing->fate >= REMOVED && !thing->found);
		assert_int_equal(change->op, ops[thing->fate][back]);
		assert_string_equal(change->source, "EXAMPLE");
		thing->found = true;
	}
}

static void
what_was_done_is_what_is_found(void **state)
{
	struct world world = { .random = { 64496 } };
	struct rsec_irr_diff *diff;
	int round, back;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		make_world(&world);
		for (back = 0; back < 2; back++) {
			diff = run(&world, back == 1, NULL);
			check_changes(&world, diff, back == 1);
			rsec_irr_diff_free(diff);
		}
	}
	rsec_buf_fini(&world.text[0]);
	rsec_buf_fini(&world.text[1]);
}

/* OLD and the journal of DIFF against NEW. */
static void
check_journal(struct world *world, const struct rsec_irr_diff *diff, bool back,
    enum rsec_nrtm_format format)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_irr_diff *again;
	struct rsec_nrtm *journal;
	struct rsec_err err;

	assert_int_equal(
	    irrdiff_journal(diff, format, "Example", &text, &err), 0);
	journal = nrtm_of(
	    text.data, text.len, random_below(&world->random, 100), &err);
	if (journal == NULL)
		fail_msg("line %d: %s", (int)err.line, err.msg);
	again = run(world, back, journal);
	assert_int_equal(rsec_irr_diff_count(again), 0);
	rsec_irr_diff_free(again);
	rsec_nrtm_free(journal);
	rsec_buf_fini(&text);
}

static void
old_and_its_journal_are_new(void **state)
{
	struct world world = { .random = { 64497 } };
	struct rsec_irr_diff *diff;
	int round, back;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		make_world(&world);
		for (back = 0; back < 2; back++) {
			diff = run(&world, back == 1, NULL);
			check_journal(&world, diff, back == 1, RSEC_NRTM_V1);
			check_journal(&world, diff, back == 1, RSEC_NRTM_V3);
			check_journal(
			    &world, diff, back == 1, RSEC_NRTM_V4_DELTA);
			rsec_irr_diff_free(diff);
		}
	}
	rsec_buf_fini(&world.text[0]);
	rsec_buf_fini(&world.text[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_done_is_what_is_found),
		cmocka_unit_test(old_and_its_journal_are_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
