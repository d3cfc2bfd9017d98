/* SPDX-License-Identifier: ISC */
/*
 * The route and route6 objects of a dump, into a set of them.  Objects of
 * other classes are passed over; one that cannot be read is reported, counted
 * and left out.
 */
#include "irr/reader_private.h"
#include "irr/routes.h"

int
rsec_irr_routes_take(struct rsec_irr_routes *routes,
    const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, const struct rsec_diag *diag,
    struct rsec_irr_routes_stats *stats, struct rsec_err *err)
{
	struct rsec_irr_route route;
	struct rsec_err why;

	if (object->class_id != RSEC_RPSL_ROUTE &&
	    object->class_id != RSEC_RPSL_ROUTE6)
		return 0;
	if (rsec_irr_route_parse(object, leniency, &route, &why) == 0) {
		stats->routes++;
		stats->repaired += route.repaired;
		return rsec_irr_routes_add(routes, &route, err);
	}
	if (why.code == RSEC_ERR_NOMEM || why.code == RSEC_ERR_STOPPED) {
		*err = why;
		return -1;
	}
	stats->malformed++;
	if (object->unended)
		return rsec_rpsl_truncated(&why, err);
	return rsec_diag_skip(diag, &why, err);
}

static int
read_all(struct rsec_irr_routes *routes, struct rsec_rpsl *rpsl,
    const struct rsec_irr_leniency *leniency, const struct rsec_diag *diag,
    struct rsec_irr_routes_stats *stats, struct rsec_err *err)
{
	struct rsec_rpsl_object object;
	int rc;

	while ((rc = rsec_rpsl_next(rpsl, &object, err)) == 1)
		if (rsec_irr_routes_take(
			routes, &object, leniency, diag, stats, err) == -1)
			return -1;
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
