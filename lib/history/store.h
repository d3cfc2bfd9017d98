/* SPDX-License-Identifier: ISC */
/*
 * The history of the RPKI in one file: which VRPs, ASPAs and router keys each
 * trust anchor had, and when.  The file is immutable, mapped and asked in
 * place; a new one replaces it by rename.  rsec-history(5) has the layout.
 *
 * Time is a sequence of observations of each trust anchor: an input that was
 * read.  What a VRP has is a list of runs of observations; between two of them
 * nothing is known that they do not tell.  A run goes on across days that
 * nobody observed, and the ledger says which those are: a missing day is
 * unknown, never a withdrawal.
 */
#ifndef RSEC_HISTORY_STORE_H
#define RSEC_HISTORY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"
#include "net/prefix.h"

#define RSEC_HISTORY_TAS_MAX 255 /* trust anchors in one store */

/* What is known of a trust anchor on one day, or at one time of it. */
enum rsec_observation_state {
	RSEC_OBSERVATION_OBSERVED,
	RSEC_OBSERVATION_ABSENT,  /* no input: not in the file, but implied */
	RSEC_OBSERVATION_SUSPECT, /* a mass disappearance that came back */
	RSEC_OBSERVATION_CORRUPT, /* there was an input, and it was refused */
	RSEC_OBSERVATION_SUPERSEDED, /* another input of the same time counts */
};

/* One entry of the ledger. */
struct rsec_observation {
	uint8_t ta; /* index for rsec_history_ta() */
	enum rsec_observation_state state;
	uint32_t time;	  /* seconds UTC; midnight for an archive's day */
	uint32_t made;	  /* when the input was, as it says; 0: it does not */
	uint32_t records; /* rows read, duplicates included */
	uint32_t vrps, aspas, router_keys; /* distinct ones */
	uint32_t skipped;		   /* rows reported and left out */
	bool has_extras;    /* it told of ASPAs and router keys, */
	bool extras_count;  /* and what it told is in the store */
	uint8_t digest[16]; /* of SHA-256 over the decompressed input */
};

/* A run of observations of one trust anchor, both ends included. */
struct rsec_history_run {
	uint32_t from, to;    /* times of the first and the last */
	uint32_t first, last; /* numbers of them among the trusted ones */
};

/* A VRP and where its runs are. */
struct rsec_history_vrp {
	struct rsec_prefix prefix;
	uint32_t asn;
	uint8_t max_len;
	uint8_t ta;
	uint32_t record; /* number of it in the store */
	uint32_t run;	 /* number of its first run in the store */
	uint32_t runs;	 /* how many: at least 1 */
};

enum rsec_history_kind {
	RSEC_HISTORY_ASPA,
	RSEC_HISTORY_ROUTER_KEY,
};

/*
 * An ASPA, or the key of a router.  DATA is borrowed from the store: providers
 * (4 bytes each, big-endian, ascending), or the SKI (20 bytes) and the
 * SubjectPublicKeyInfo.
 */
struct rsec_history_extra {
	enum rsec_history_kind kind;
	uint8_t ta;
	uint32_t asn; /* the customer, or whose router it is */
	const uint8_t *data;
	uint32_t len;
	uint32_t run, runs;
};

struct rsec_history; /* an open store */

/* What a walk calls with what it meets; 0 to go on. */
typedef int rsec_history_found(void *ctx, const struct rsec_history_vrp *vrp);
typedef int rsec_history_found_extra(
    void *ctx, const struct rsec_history_extra *extra);

RSEC_BEGIN_API

/* Whether these first bytes of a file (8 are enough) are a store's. */
bool rsec_history_is(const uint8_t *data, size_t len);

/*
 * A store over DATA, which stays the caller's and must outlive it.  The size,
 * the header and the table of digests are verified here; each block of the
 * file against its digest when it is first touched, so that opening does not
 * read all of it.  NULL with ERR, which names the section.  Any number of
 * threads may ask an open store.
 */
struct rsec_history *rsec_history_open(
    const uint8_t *data, size_t len, struct rsec_err *err);
void rsec_history_close(struct rsec_history *history);

/* Verify every block and every invariant; 0, or -1 with ERR. */
int rsec_history_verify(struct rsec_history *history, struct rsec_err *err);

/* Only every block against its digest: all of the file is read. */
int rsec_history_verify_digests(
    struct rsec_history *history, struct rsec_err *err);

/* Trust anchors, by name. */
size_t rsec_history_tas(const struct rsec_history *history);
const char *rsec_history_ta(const struct rsec_history *history, uint8_t ta);
int rsec_history_ta_find(const struct rsec_history *history, const char *name);

/*
 * Answer from here on as if there had never been a trust anchor TA with VRPs.
 * Before any other thread asks.
 */
void rsec_history_leave_out(struct rsec_history *history, uint8_t ta);

/*
 * For a process that asks many questions: a table of 256 KB, with which one
 * takes an eighth less.  It takes as long as a thousand of them, and is called
 * while no other thread asks.  Returns 0, or -1 with ERR: no memory, or a store
 * that is not in order.
 */
int rsec_history_prepare(struct rsec_history *history, struct rsec_err *err);

/* The ledger, by trust anchor, then time; absent days are not in it. */
size_t rsec_history_observations(const struct rsec_history *history);
int rsec_history_observation(struct rsec_history *history, size_t i,
    struct rsec_observation *out, struct rsec_err *err);

/* The entries of TA are *FIRST..*FIRST + returned count - 1. */
size_t rsec_history_ledger(
    const struct rsec_history *history, uint8_t ta, size_t *first);

/*
 * The trusted observations of TA, which runs count from 0: those that are
 * OBSERVED.  How many, the time of number I, and how many there are at or
 * before TIME, so that one less is the number of the last of them.
 */
uint32_t rsec_history_trusted(const struct rsec_history *history, uint8_t ta);
uint32_t rsec_history_trusted_time(
    const struct rsec_history *history, uint8_t ta, uint32_t i);
uint32_t rsec_history_trusted_until(
    const struct rsec_history *history, uint8_t ta, uint32_t time);

/*
 * What is known of TA at the day (seconds of its midnight): OBSERVED where it
 * has a trusted observation on it, else SUSPECT, else CORRUPT, else ABSENT.
 */
enum rsec_observation_state rsec_history_day(
    struct rsec_history *history, uint8_t ta, uint32_t day);

/* Distinct VRPs, runs of them, and the digest of the whole file (32 hex). */
uint64_t rsec_history_vrps(const struct rsec_history *history);
uint64_t rsec_history_runs(const struct rsec_history *history);
void rsec_history_digest(const struct rsec_history *history, char to[33]);

/*
 * Walks: FOUND is called with each VRP that ever was, whose prefix covers
 * PREFIX (the most specific first), lies inside it (in order, itself left
 * out), or whose AS is ASN.  FOUND returns 0 to go on.  Returns 0, what FOUND
 * returned, or -1 with ERR: a block that does not fit its digest.
 */
int rsec_history_covering(struct rsec_history *history,
    const struct rsec_prefix *prefix, rsec_history_found *found, void *ctx,
    struct rsec_err *err);
int rsec_history_inside(struct rsec_history *history,
    const struct rsec_prefix *prefix, rsec_history_found *found, void *ctx,
    struct rsec_err *err);
int rsec_history_of_asn(struct rsec_history *history, uint32_t asn,
    rsec_history_found *found, void *ctx, struct rsec_err *err);

/* Every VRP, in order. */
int rsec_history_all(struct rsec_history *history, rsec_history_found *found,
    void *ctx, struct rsec_err *err);

/* Run I of VRP, in order. */
int rsec_history_run_get(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t i,
    struct rsec_history_run *run, struct rsec_err *err);

/*
 * Whether VRP was in the trusted observation NUMBER: 1 or 0, with *I the
 * number of its first run that ends there or later (VRP->runs: none).
 */
int rsec_history_holds(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t number, uint32_t *i,
    struct rsec_err *err);

/*
 * The earliest Not Before of VRP in all inputs, in whole minutes and seconds
 * UTC; 0: none said one.
 */
int rsec_history_not_before(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t *time, struct rsec_err *err);

/*
 * The walk over ASPAs and router keys, by kind, ASN and content: of KIND, and
 * of one AS unless ASN is NULL.  Their runs count the trusted observations
 * that told of any.
 */
size_t rsec_history_extras(const struct rsec_history *history);
int rsec_history_extras_of(struct rsec_history *history,
    enum rsec_history_kind kind, const uint32_t *asn,
    rsec_history_found_extra *found, void *ctx, struct rsec_err *err);
int rsec_history_extra_run_get(struct rsec_history *history,
    const struct rsec_history_extra *extra, uint32_t i,
    struct rsec_history_run *run, struct rsec_err *err);

RSEC_END_API

#endif
