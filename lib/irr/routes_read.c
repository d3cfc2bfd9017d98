/* SPDX-License-Identifier: ISC */
/*
 * The route and route6 objects of a dump, into a set of them.  Objects of
 * other classes are passed over; one that cannot be read is reported, counted
 * and left out.
 */
#include "irr/routes.h"

/* What an object's repairs go through, to be counted. */
struct repairs {
	const struct rsec_diag *diag;
	bool any;
};

static int
count_repair(void *ctx, const struct rsec_err *err)
{
	struct repairs *repairs = ctx;

	repairs->any = true;
	return rsec_diag_report(repairs->diag, err);
}

/*
 * Take OBJECT in, or report why not.  LENIENCY reports to REPAIRS.
 */
static int
take(struct rsec_irr_routes *routes, const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct repairs *repairs,
    const struct rsec_diag *diag, struct rsec_irr_routes_stats *stats,
    struct rsec_err *err)
{
	struct rsec_irr_route route;
	struct rsec_err why;

	repairs->any = false;
	if (rsec_irr_route_parse(object, leniency, &route, &why) == 0) {
		stats->routes++;
		stats->repaired += repairs->any;
		return rsec_irr_routes_add(routes, &route, err);
	}
	if (why.code == RSEC_ERR_NOMEM || why.code == RSEC_ERR_STOPPED) {
		*err = why;
		return -1;
	}
	stats->malformed++;
	if (rsec_diag_report(diag, &why) == 0)
		return 0;
	return rsec_err_at_line(
	    err, RSEC_ERR_STOPPED, why.line, "stopped: %s", why.msg);
}

static int
read_all(struct rsec_irr_routes *routes, struct rsec_rpsl *rpsl,
    const struct rsec_irr_leniency *leniency, const struct rsec_diag *diag,
    struct rsec_irr_routes_stats *stats, struct rsec_err *err)
{
	struct repairs repairs = { NULL, false };
	const struct rsec_diag counting = { count_repair, &repairs };
	struct rsec_irr_leniency how = { .repair = false };
	struct rsec_rpsl_object object;
	int rc;

	if (leniency != NULL)
		how = *leniency;
	repairs.diag = how.diag;
	how.diag = &counting;
	while ((rc = rsec_rpsl_next(rpsl, &object, err)) == 1) {
		if (object.class_id != RSEC_RPSL_ROUTE &&
		    object.class_id != RSEC_RPSL_ROUTE6)
			continue;
		if (take(routes, &object, &how, &repairs, diag, stats, err) ==
		    -1)
			return -1;
	}
	return rc;
}

int
rsec_irr_routes_read(struct rsec_irr_routes *routes, struct rsec_source source,
    const struct rsec_irr_leniency *leniency, const struct rsec_diag *diag,
    struct rsec_irr_routes_stats *stats, struct rsec_err *err)
{
	struct rsec_irr_routes_stats own;
	const struct rsec_rpsl_stats *read;
	struct rsec_rpsl *rpsl;
	int rc;

	if (stats == NULL)
		stats = &own;
	*stats = (struct rsec_irr_routes_stats){ .routes = 0 };
	if ((rpsl = rsec_rpsl_new(source, diag)) == NULL)
		return rsec_err_nomem(err);
	rc = read_all(routes, rpsl, leniency, diag, stats, err);
	read = rsec_rpsl_stats(rpsl);
	stats->objects = read->objects + read->malformed;
	stats->malformed += read->malformed;
	stats->deleted = read->deleted;
	rsec_rpsl_free(rpsl);
	return rc;
}
