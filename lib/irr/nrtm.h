/* SPDX-License-Identifier: ISC */
/*
 * Near real time mirroring: journals of what was added to a registry and
 * deleted from it.
 *
 *	version 3	%START Version: 3 RADB 100-101
 *			ADD 100 <object> DEL 101 <object> %END RADB
 *	version 1	the same without serials at ADD and DEL
 *	version 4	draft-ietf-grow-nrtm-v4: a JSON text sequence
 *			(RFC 7464), delta or snapshot
 *
 * A journal is read whole: what counts is the last thing that it says about
 * each object.  Its objects are of its source; those of unknown classes are
 * passed over.
 *
 * Versions 1 and 3 end with a line that says so.  Version 4 does not: a file
 * that was cut between two records looks complete here, only its hash in the
 * update notification file tells.
 */
#ifndef RSEC_IRR_NRTM_H
#define RSEC_IRR_NRTM_H

#include "base/buf.h"
#include "irr/rpsl.h"

enum rsec_nrtm_format {
	RSEC_NRTM_NONE, /* the text is no journal */
	RSEC_NRTM_V1,
	RSEC_NRTM_V3,
	RSEC_NRTM_V4_DELTA,
	RSEC_NRTM_V4_SNAPSHOT,
};

struct rsec_nrtm_head {
	enum rsec_nrtm_format format;
	char source[64];      /* upper case */
	uint64_t first, last; /* serials; the version, twice, in version 4 */
	char session[40];     /* version 4: a UUID */
};

/* What a journal says about one object in the end. */
struct rsec_nrtm_entry {
	bool deleted;
	enum rsec_rpsl_class class_id;
	/*
	 * As rsec_rpsl_key(); of an object without its key attribute, what
	 * its first attribute says.
	 */
	const char *key;
	const char *text; /* the object; NULL for a deletion of version 4 */
	size_t len;
	uint64_t line; /* in the journal */
};

struct rsec_nrtm; /* a journal; opaque */

RSEC_BEGIN_API

/* What DATA[0..len), the first bytes of a file, begins. */
enum rsec_nrtm_format rsec_nrtm_sniff(const char *data, size_t len);

/*
 * Read a journal, whatever its version.  Returns 0 and the caller owns *OUT, or
 * -1 with ERR: line and what is wrong (no %START, a second one, no %END,
 * serials that do not grow or lie outside the announced range, a version that
 * is not known, an object that is none or of another source).
 */
int rsec_nrtm_read(
    struct rsec_source source, struct rsec_nrtm **out, struct rsec_err *err);
void rsec_nrtm_free(struct rsec_nrtm *nrtm);

const struct rsec_nrtm_head *rsec_nrtm_head(const struct rsec_nrtm *nrtm);

/* The entries, one an object, sorted by class and key. */
size_t rsec_nrtm_count(const struct rsec_nrtm *nrtm);
const struct rsec_nrtm_entry *rsec_nrtm_get(
    const struct rsec_nrtm *nrtm, size_t i);
const struct rsec_nrtm_entry *rsec_nrtm_find(const struct rsec_nrtm *nrtm,
    enum rsec_rpsl_class class_id, const char *key);

/*
 * Writing, to the end of OUT: the head, one operation after the other, the
 * end; of version 1, 3, or a delta of version 4.  In versions 1 and 3 each
 * operation has a SERIAL of its own, from head->first to head->last; version 4
 * does not look at it.
 *
 * A deletion names its object by KEY, as rsec_rpsl_key(), in version 4, and
 * shows it whole in the others.
 *
 * Versions 1 and 3 carry any bytes.  Version 4 is JSON and so UTF-8 (RFC 8259
 * section 8.1): an object with other bytes is refused, for what would be read
 * is not what was written.  Returns 0, or -1 with ERR and OUT as it was.
 */
int rsec_nrtm_write_head(struct rsec_buf *out,
    const struct rsec_nrtm_head *head, struct rsec_err *err);
int rsec_nrtm_write_add(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    uint64_t serial, const struct rsec_rpsl_object *object,
    struct rsec_err *err);
int rsec_nrtm_write_delete(struct rsec_buf *out,
    const struct rsec_nrtm_head *head, uint64_t serial,
    const struct rsec_rpsl_object *object, const char *key,
    struct rsec_err *err);
int rsec_nrtm_write_end(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    struct rsec_err *err);

RSEC_END_API

#endif
