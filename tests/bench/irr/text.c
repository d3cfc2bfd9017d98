/* SPDX-License-Identifier: ISC */
/*
 * What an object says, value by value, from its seed.  The first line of descr
 * is unlike all other lines and holds neither '#' nor runs of blanks, because
 * it is what a change replaces.
 */
#include <string.h>

#include "tests/bench/irr/gen.h"

static const char *const words[] = { "alder", "amber", "anchor", "apple",
	"arch", "aspen", "atlas", "aurora", "basin", "bay", "beacon", "birch",
	"blue", "bridge", "bright", "brook", "cable", "canal", "cape", "cedar",
	"central", "city", "clear", "cliff", "cloud", "coast", "copper",
	"coral", "core", "crane", "creek", "crest", "cyan", "dale", "data",
	"delta", "digital", "dune", "eagle", "east", "echo", "edge", "elm",
	"ember", "fern", "fiber", "field", "fjord", "forest", "fox", "gate",
	"glen", "global", "gold", "grand", "granite", "green", "grove", "gulf",
	"harbor", "hawk", "hazel", "heron", "high", "hill", "host", "inlet",
	"iris", "iron", "island", "ivory", "jade", "juniper", "key", "lake",
	"lantern", "lark", "laurel", "leaf", "ledge", "light", "lime", "linden",
	"link", "lotus", "lunar", "lynx", "maple", "marsh", "meadow", "mesa",
	"metro", "mill", "mint", "mist", "moor", "moss", "mountain", "net",
	"north", "nova", "oak", "oasis", "ocean", "olive", "onyx", "orbit",
	"orchid", "osprey", "otter", "pacific", "palm", "park", "path", "peak",
	"pearl", "pine", "plain", "plaza", "point", "pond", "poplar", "port",
	"prairie", "prime", "quartz", "quay", "rain", "rapid", "raven", "reef",
	"ridge", "river", "robin", "rock", "rose", "ruby", "sage", "sail",
	"salt", "sand", "shore", "silver", "sky", "slate", "snow", "solar",
	"south", "spark", "spring", "spruce", "star", "steel", "stone",
	"stream", "summit", "sun", "swan", "swift", "tele", "terra", "tide",
	"timber", "tower", "trail", "union", "urban", "valley", "vector",
	"violet", "vista", "walnut", "water", "wave", "west", "willow", "wind",
	"wing", "wolf", "wood", "yarrow", "zenith", "zinc" };
#define WORDS (sizeof(words) / sizeof(words[0]))

static void
add(struct gen_text *t, const char *s)
{
	size_t n = strlen(s);

	memcpy(t->pool + t->used, s, n);
	t->used += n;
}

/* N in decimal with at least DIGITS digits. */
static void
add_number(struct gen_text *t, uint32_t n, unsigned digits)
{
	char d[10], *p = d + sizeof(d);

	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0 || p > d + sizeof(d) - digits);
	memcpy(t->pool + t->used, p, (size_t)(d + sizeof(d) - p));
	t->used += (size_t)(d + sizeof(d) - p);
}

static void
add_word(struct gen_text *t, struct random *r, bool capital)
{
	size_t at = t->used;

	add(t, words[random_below(r, WORDS)]);
	if (capital)
		t->pool[at] = (char)(t->pool[at] - 'a' + 'A');
}

static void
upper(struct gen_text *t, size_t at)
{
	for (; at < t->used; at++)
		if (t->pool[at] >= 'a' && t->pool[at] <= 'z')
			t->pool[at] = (char)(t->pool[at] - 'a' + 'A');
}

static void
begin(struct gen_text *t, enum gen_attribute attribute)
{
	t->line[t->count].attribute = (uint8_t)attribute;
	t->line[t->count].at = (uint16_t)t->used;
}

static void
end(struct gen_text *t)
{
	t->line[t->count].len = (uint8_t)(t->used - t->line[t->count].at);
	t->count++;
}

static void
line(struct gen_text *t, enum gen_attribute attribute, const char *s)
{
	begin(t, attribute);
	add(t, s);
	end(t);
}

static void
add_maintainer(struct gen_text *t, uint32_t id)
{
	struct random r = { id };
	size_t at = t->used;
	uint32_t form = random_below(&r, 10);

	if (form < 6) {
		add(t, "MAINT-AS");
		add_number(t, id, 1);
		return;
	}
	if (form < 8)
		add(t, "MNT-");
	add_word(t, &r, true);
	add_number(t, id, 1);
	if (form >= 8)
		add(t, "-MNT");
	upper(t, at);
}

/* Someone at the maintainer's. */
static void
add_mail(struct gen_text *t, struct random *someone, uint32_t maintainer)
{
	struct random r = { maintainer ^ 0x3a11 };

	add_word(t, someone, false);
	add_number(t, random_below(someone, 1000), 1);
	add(t, "@");
	add_word(t, &r, false);
	add_word(t, &r, false);
	add(t, ".example");
}

/* "2012-08-21T17:48:26Z", or as RADB's changed "20120821  #17:48:26Z". */
static void
add_date(struct gen_text *t, struct random *r, bool iso)
{
	uint32_t year = 1996 + random_below(r, 28);
	const char *dash = iso ? "-" : "";

	add_number(t, year, 4);
	add(t, dash);
	add_number(t, 1 + random_below(r, 12), 2);
	add(t, dash);
	add_number(t, 1 + random_below(r, 28), 2);
	if (!iso && random_once_in(r, 4))
		return;
	add(t, iso ? "T" : "  #");
	add_number(t, random_below(r, 24), 2);
	add(t, ":");
	add_number(t, random_below(r, 60), 2);
	add(t, ":");
	add_number(t, random_below(r, 60), 2);
	add(t, "Z");
}

static void
line_company(struct gen_text *t, struct random *r)
{
	static const char *const forms[] = { " Inc.", " Ltd", " GmbH", " S.A.",
		" Networks", " Telecom", " LLC", " customer route" };

	begin(t, GEN_DESCR);
	add_word(t, r, true);
	add_word(t, r, false);
	add(t, " ");
	add_word(t, r, true);
	add(t, forms[random_below(r, 8)]);
	add(t, " ");
	add_number(t, random_below(r, 1000000000), 9);
	end(t);
}

/* Free text as holders write it, double blanks, '#' and Latin-1 included. */
static void
line_address(struct gen_text *t, struct random *r, enum gen_attribute attribute)
{
	static const char *const ways[] = { " Street ", " Ave. ", " Road, PO ",
		" Plaza,  Floor ", " Blvd. #", "stra\xdf\x65 " };
	uint32_t way = random_below(r, 100);

	begin(t, attribute);
	add_number(t, random_below(r, 10000), 1);
	add(t, " ");
	add_word(t, r, true);
	add(t, ways[way < 97 ? way % 5 : 5]);
	add_number(t, random_below(r, 300), 1);
	end(t);
	if (random_once_in(r, 3))
		return;
	begin(t, attribute);
	add_word(t, r, true);
	add_word(t, r, false);
	add(t, ", ");
	add_word(t, r, true);
	add(t, " ");
	add_number(t, random_below(r, 100000), 5);
	end(t);
}

static void
line_handle(struct gen_text *t, struct random *r, enum gen_attribute attribute)
{
	size_t at = t->used;

	begin(t, attribute);
	add_word(t, r, true);
	add_number(t, random_below(r, 10000000), 1);
	t->pool[at + 2] = (char)('A' + random_below(r, 26));
	add(t, "-");
	add(t, random_once_in(r, 3) ? "ARIN" : "RADB");
	upper(t, at);
	end(t);
}

static void
line_maintainer(struct gen_text *t, uint32_t maintainer)
{
	begin(t, GEN_MNT_BY);
	add_maintainer(t, maintainer);
	end(t);
}

static void
lines_dates(struct gen_text *t, struct random *r, uint32_t maintainer)
{
	uint32_t u = random_below(r, 100);

	if (u < 70) {
		begin(t, GEN_CHANGED_BY);
		add_mail(t, r, maintainer);
		add(t, " ");
		add_date(t, r, false);
		end(t);
	}
	if (u >= 20 && u < 30) {
		begin(t, GEN_CREATED);
		add_date(t, r, true);
		end(t);
	}
	if (u >= 20) {
		begin(t, GEN_LAST_MODIFIED);
		add_date(t, r, true);
		end(t);
	}
}

static void
lines_route(struct gen_text *t, struct random *r, const struct gen_object *o)
{
	if (random_below(r, 100) < 70)
		line_address(t, r, GEN_DESCR);
	begin(t, GEN_ORIGIN_AS);
	add(t, "AS");
	add_number(t, o->origin, 1);
	end(t);
	if (random_below(r, 100) < 40) {
		line_handle(t, r, GEN_ADMIN_C);
		line_handle(t, r, GEN_TECH_C);
	}
	if (random_below(r, 100) < 35) {
		begin(t, GEN_NOTIFY);
		add_mail(t, r, o->maintainer);
		end(t);
	}
	if (random_below(r, 100) < 20)
		line_address(t, r, GEN_REMARKS);
}

static void
lines_other(struct gen_text *t, struct random *r, const struct gen_object *o)
{
	uint32_t n = random_below(r, 12), i;

	if (o->class == GEN_AS_SET)
		for (i = 0; i < n; i++) {
			begin(t, GEN_MEMBERS);
			add(t, "AS");
			/* No two alike, and none that a change adds. */
			add_number(t, 1000 * (i + 1) + o->seed % 997, 1);
			end(t);
		}
	else if (o->class == GEN_AUT_NUM) {
		begin(t, GEN_AS_NAME);
		add_word(t, r, true);
		upper(t, t->line[t->count].at);
		end(t);
		line(t, GEN_IMPORT, "from AS64500 accept ANY");
	} else {
		line(t, GEN_AUTH, "CRYPT-PW HIDDEN");
		line(t, GEN_UPD_TO, "noc@example.net");
	}
	line_handle(t, r, GEN_ADMIN_C);
	line_handle(t, r, GEN_TECH_C);
}

size_t
gen_key_format(const struct gen_object *o, char to[64])
{
	switch (o->class) {
	case GEN_ROUTE:
	case GEN_ROUTE6:
		return rsec_prefix_format(to, &o->prefix);
	case GEN_AS_SET:
		return (size_t)sprintf(to, "AS-EXAMPLE-%u", o->origin);
	case GEN_AUT_NUM:
		return (size_t)sprintf(to, "AS%u", 400000 + o->origin);
	default:
		return (size_t)sprintf(to, "MAINT-EXAMPLE-%u", o->origin);
	}
}

static void
copy_line(const struct gen_text *t, unsigned i, char *to)
{
	memcpy(to, t->pool + t->line[i].at, t->line[i].len);
	to[t->line[i].len] = '\0';
}

/* One line replaced by another, or (ADDED) one more of its attribute. */
static void
change(struct gen_text *t, struct random *r, struct gen_change *c)
{
	static const enum gen_attribute which[] = { GEN_DESCR, GEN_REMARKS,
		GEN_MNT_BY, GEN_ADMIN_C };
	unsigned i = 0;

	memset(c, 0, sizeof(*c));
	c->attribute = which[random_below(r, 4)];
	while (i < t->count && t->line[i].attribute != c->attribute)
		i++;
	if (i == t->count || c->attribute == GEN_REMARKS)
		i = t->count++;
	else
		copy_line(t, i, c->old);
	t->line[i].attribute = (uint8_t)c->attribute;
	t->line[i].at = (uint16_t)t->used;
	add(t, "NEW-");
	add_number(t, random_below(r, 1000000), 1);
	t->line[i].len = (uint8_t)(t->used - t->line[i].at);
	copy_line(t, i, c->new);
}

/* Who touched it last, which is noise. */
static void
touch(struct gen_text *t, struct random *r)
{
	unsigned i;

	for (i = 0; i < t->count; i++) {
		if (t->line[i].attribute != GEN_LAST_MODIFIED)
			continue;
		t->line[i].at = (uint16_t)t->used;
		add(t, "2024-05-06T");
		add_number(t, random_below(r, 24), 2);
		add(t, ":07:08Z");
	}
}

void
gen_text_make(struct gen_text *t, const struct gen_plan *plan,
    const struct gen_object *object, bool second, struct gen_change *c)
{
	struct random r = { object->seed }, m = { ~(uint64_t)object->seed };
	struct gen_object o = *object;
	struct gen_change ignored;

	if (second && o.op == GEN_ORIGIN)
		o.origin = o.new_origin;
	t->count = 0;
	t->class = o.class;
	begin(t, GEN_KEY);
	t->used = gen_key_format(&o, t->pool);
	t->line[0].at = 0;
	end(t);
	line_company(t, &r);
	if (o.class <= GEN_ROUTE6)
		lines_route(t, &r, &o);
	else
		lines_other(t, &r, &o);
	line_maintainer(t, o.maintainer);
	if (random_once_in(&r, 30))
		line_maintainer(t, o.maintainer + 1);
	lines_dates(t, &r, o.maintainer);
	line(t, GEN_SOURCE, plan->source[o.source]);
	if (!second)
		return;
	if (o.op == GEN_CHANGED)
		change(t, &m, c != NULL ? c : &ignored);
	if (o.op >= GEN_ORIGIN)
		touch(t, &m);
}
