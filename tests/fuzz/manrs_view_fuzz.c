/* SPDX-License-Identifier: ISC */
/*
 * A month of BGP from one file, MRT or text.  What a view says of it does not
 * depend on how the source cuts its runs, nor on whether the file was read
 * twice or merged with itself; announcements and findings are in order, each
 * once, of the month and within their limits.  The first byte says what the
 * paths are held against.
 */
#include "manrs/view.h"
#include "tests/fuzz/report.h"

enum {
	WITH_RELATIONS = 1,
	WITH_ASPAS = 2,
	WITH_SERVER = 4,
	WITH_PEERS = 8,
};

/* The ASNs of the corpus. */
static const char as_rel[] = "64500|64501|-1\n"
			     "64500|64502|-1\n"
			     "64501|64503|-1\n"
			     "64502|64503|-1\n"
			     "64501|64502|0\n";
static const struct {
	uint32_t customer, provider;
} aspas[] = { { 64503, 64501 }, { 64502, 64500 }, { 64501, 64500 } };

static const struct rsec_manrs_community invalid[] = {
	{ false, { 64500, 666, 0 } }, { true, { 64500, 1, 2 } }
};
static const struct rsec_manrs_server server = { invalid, 2 };

static struct rsec_relations *
make_relations(void)
{
	struct rsec_memory memory = { (const uint8_t *)as_rel,
		sizeof(as_rel) - 1, 0 };
	struct rsec_relations *relations = rsec_relations_new();

	MUST(relations != NULL);
	MUST(rsec_relations_read(
		 relations, rsec_source_memory(&memory), NULL, NULL) == 0);
	MUST(rsec_relations_freeze(relations, NULL) == 0);
	return relations;
}

static struct rsec_manrs_aspas *
make_aspas(void)
{
	struct rsec_manrs_aspas *set = rsec_manrs_aspas_new();
	size_t i;

	MUST(set != NULL);
	for (i = 0; i < sizeof(aspas) / sizeof(aspas[0]); i++)
		MUST(rsec_manrs_aspas_add(set, aspas[i].customer,
			 &aspas[i].provider, 1, NULL) == 0);
	MUST(rsec_manrs_aspas_freeze(set, NULL) == 0);
	return set;
}

/* The file, and what its paths are held against. */
struct file {
	const uint8_t *data;
	size_t size;
	struct rsec_manrs_view_inputs inputs;
};

static int
keep(void *ctx, const struct rsec_err *err)
{
	check_message(err);
	MUST(rsec_buf_add(ctx, &err->offset, sizeof(err->offset)) == 0);
	MUST(rsec_buf_add(ctx, &err->line, sizeof(err->line)) == 0);
	MUST(rsec_buf_puts(ctx, err->msg) == 0);
	return 0;
}

static void
say(struct rsec_buf *to, uint64_t v)
{
	MUST(rsec_buf_add(to, &v, sizeof(v)) == 0);
}

/* Read FILE into VIEW; what was told and counted goes to TOLD. */
static void
read_file(const struct file *file, struct rsec_manrs_view *view, size_t chunk,
    struct rsec_buf *told)
{
	struct rsec_memory memory = { file->data, file->size, chunk };
	const struct rsec_diag diag = { keep, told };
	struct rsec_manrs_view_stats stats = { 0 };
	struct rsec_err err;

	if (rsec_manrs_view_read(
		view, rsec_source_memory(&memory), &diag, &stats, &err) == -1)
		check_message(&err);
	MUST(stats.outside + stats.no_origin <= stats.routes);
	MUST(stats.beyond <= stats.routes && stats.no_peers <= stats.routes);
	MUST(!stats.is_mrt || stats.no_peers == 0);
	say(told, stats.routes);
	say(told, stats.skipped + stats.unread);
	say(told, stats.outside);
	say(told, stats.beyond);
	say(told, stats.withdrawn);
}

static void
say_row(struct rsec_buf *to, const uint32_t *row, uint32_t count, uint32_t end)
{
	uint32_t i;

	for (i = 0; i < count; i++) {
		MUST(i == 0 || row[i - 1] < row[i]);
		MUST(end == 0 || row[i] < end);
		say(to, row[i]);
	}
}

static void
say_announcement(struct rsec_buf *to, const struct rsec_manrs_view *view,
    uint32_t i, const struct rsec_manrs_announcement *before)
{
	struct rsec_manrs_announcement a;
	const uint32_t *row;
	uint32_t n;

	rsec_manrs_view_get(view, i, &a);
	MUST(i == 0 || before->origin < a.origin ||
	     (before->origin == a.origin &&
		 rsec_prefix_cmp(&before->prefix, &a.prefix) < 0));
	MUST(a.days != 0 && a.days >> 30 == 0);
	MUST(a.first <= a.last);
	say(to, a.origin);
	say(to, a.prefix.hi ^ a.prefix.lo ^ a.prefix.len);
	say(to, (uint64_t)a.days << 32 | a.peers);
	say(to, (uint64_t)a.first << 32 | a.last);
	say(to, a.served);
	say(to, (uint64_t)a.bogon << 32 | a.transit_free);
	n = rsec_manrs_view_next_hops(view, i, &row);
	say_row(to, row, n, 0);
	n = rsec_manrs_view_carried(view, a.origin, &row);
	say_row(to, row, n, rsec_manrs_view_count(view));
	n = rsec_manrs_view_unknown(view, a.origin, &row);
	say_row(to, row, n, rsec_manrs_view_count(view));
	n = rsec_manrs_view_neighbours(view, a.origin, &row);
	say_row(to, row, n, 0);
	say(to, rsec_manrs_view_has_otc(view, a.origin));
}

static bool
stands_in(const struct rsec_manrs_path_finding *finding, uint32_t asn)
{
	uint32_t i;

	for (i = 0; i < finding->path_len && finding->path[i] != asn; i++)
		continue;
	return i < finding->path_len;
}

static void
say_finding(struct rsec_buf *to, const struct rsec_manrs_view *view, uint32_t i)
{
	struct rsec_manrs_path_finding f;
	uint32_t first, n, k;

	rsec_manrs_view_finding(view, i, &f);
	n = rsec_manrs_view_findings(view, f.asn, &first);
	MUST(first <= i && i < first + n);
	MUST(f.path_len > 1 && f.path_len <= RSEC_MANRS_PATH_MAX);
	MUST(stands_in(&f, f.asn) && stands_in(&f, f.other));
	MUST(f.paths > 0 && f.paths <= f.routes);
	MUST(f.days != 0 && f.first <= f.last);
	say(to, (uint64_t)f.asn << 32 | f.other);
	say(to, f.rule * 2U + f.accomplice);
	say(to, (uint64_t)f.days << 32 | f.paths);
	say(to, f.routes);
	say(to, f.prefix.hi ^ f.prefix.lo ^ f.prefix.len);
	for (k = 0; k < f.path_len; k++) {
		MUST(k == 0 || f.path[k] != f.path[k - 1]);
		say(to, f.path[k]);
	}
}

static void
say_coverage(
    struct rsec_buf *to, const struct rsec_manrs_view *view, uint8_t family)
{
	const struct rsec_manrs_coverage coverage =
	    rsec_manrs_view_coverage(view, family);

	MUST(coverage.routes <= rsec_manrs_view_count(view));
	MUST(coverage.tables <= coverage.routes);
	MUST(coverage.paths <= coverage.routes);
	say(to, coverage.routes);
	say(to, coverage.tables);
	say(to, coverage.paths);
}

/* All that VIEW says, which is frozen and freed, behind what TO has. */
static void
say_all(struct rsec_buf *to, struct rsec_manrs_view *view)
{
	struct rsec_manrs_announcement before;
	uint32_t i;

	MUST(rsec_manrs_view_freeze(view, NULL) == 0);
	for (i = 0; i < rsec_manrs_view_count(view); i++) {
		say_announcement(to, view, i, &before);
		rsec_manrs_view_get(view, i, &before);
	}
	for (i = 0; i < rsec_manrs_view_findings_count(view); i++)
		say_finding(to, view, i);
	say_coverage(to, view, RSEC_IPV4);
	say_coverage(to, view, RSEC_IPV6);
	rsec_manrs_view_free(view);
}

static struct rsec_manrs_view *
new_view(const struct file *file)
{
	struct rsec_manrs_view *view = rsec_manrs_view_new(&file->inputs);

	MUST(view != NULL);
	return view;
}

static struct rsec_buf
read_once(const struct file *file, size_t chunk)
{
	struct rsec_manrs_view *view = new_view(file);
	struct rsec_buf said = RSEC_BUF_INIT;

	read_file(file, view, chunk, &said);
	say_all(&said, view);
	return said;
}

static struct rsec_buf
read_twice(const struct file *file, bool merged)
{
	struct rsec_manrs_view *view = new_view(file);
	struct rsec_manrs_view *other = merged ? new_view(file) : view;
	struct rsec_buf said = RSEC_BUF_INIT;

	read_file(file, view, 0, &said);
	read_file(file, other, 0, &said);
	if (merged) {
		MUST(rsec_manrs_view_merge(view, other, NULL) == 0);
		rsec_manrs_view_free(other);
	}
	say_all(&said, view);
	return said;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_relations *relations = make_relations();
	struct rsec_manrs_aspas *set = make_aspas();
	const unsigned with = size > 0 ? data[0] : 0;
	struct file file = { data + (size > 0), size - (size > 0),
		{ .month = rsec_manrs_month_of(1000000000),
		    .relations = with & WITH_RELATIONS ? relations : NULL,
		    .aspas = with & WITH_ASPAS ? set : NULL,
		    .server = with & WITH_SERVER ? &server : NULL,
		    .peers = (with & WITH_PEERS) != 0 } };
	struct rsec_buf a = read_once(&file, 0);
	struct rsec_buf b = read_once(&file, 1 + size % 7);

	check_same(&a, &b);
	rsec_buf_fini(&a);
	rsec_buf_fini(&b);
	a = read_twice(&file, false);
	b = read_twice(&file, true);
	check_same(&a, &b);
	rsec_buf_fini(&a);
	rsec_buf_fini(&b);
	rsec_relations_free(relations);
	rsec_manrs_aspas_free(set);
	return 0;
}
