/* SPDX-License-Identifier: ISC */
/*
 * What flows through ingest:
 *
 *	operands -> parts -> jobs -> readings -> snapshots -> builder
 *
 * A part is a file, or a member of an archive of tar.  A job is what is read
 * together: one part, or the parts of one day of APNIC's trees.  Workers read
 * jobs; one thread feeds what they read to the builder, in the order of the
 * jobs.
 */
#ifndef RSEC_CMD_ROA_HISTORY_INGEST_H
#define RSEC_CMD_ROA_HISTORY_INGEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/cli.h"
#include "cmd/roa-history/roa-history.h"
#include "history/archive.h"
#include "history/builder.h"
#include "io/hasher.h"
#include "io/input.h"
#include "rpki/vrpfile.h"

#define PART_MAX ((size_t)1 << 30) /* bytes of a member of an archive */
#define HELD_MAX                                                    \
	((size_t)96 << 20) /* bytes of members that wait for others \
			    */

struct part {
	char *name; /* of the file, or "ARCHIVE/member" */
	bool in_archive;
	struct rsec_archive_name archive; /* if it is in one */
	uint64_t size;			  /* of the file; 0: not known */
	struct rsec_input *in;		  /* opened already, or NULL */
	struct rsec_buf bytes;		  /* of a member */
	bool is_member;
	int raw; /* of what was fetched: the file as it came; or -1 */
	struct rsec_buf digest; /* the text of its .sha256, if known already */

	/* What its reader reported. */
	struct rsec_err note[CLI_DIAG_MAX + 1];
	size_t notes;
	uint64_t skipped;
	bool strict;
};

struct parts {
	struct part **list;
	size_t count, cap;
};

/* parts.c */
struct part *part_new(const char *name);
void part_rename(struct part *part, const char *name);
void part_free(struct part *part);
void parts_add(struct parts *parts, struct part *part);
void parts_fini(struct parts *parts); /* and what is in it */

/*
 * Whether a file of that name in a folder or an archive is to be read: a file
 * of the RIPE NCC's archive, or else one that ends like an export.
 */
bool part_is_wanted(const char *name);

/*
 * The parts that the operands name: those of the RIPE NCC's archive by day,
 * the others as they come.  *PASSED counts files that are not read.
 */
void parts_find(struct parts *parts, char **operand, size_t operands,
    bool *trouble, uint64_t *passed);

/* Bring parts into the order of jobs; how many from FROM on are one. */
void parts_sort(struct parts *parts);
size_t parts_of_job(const struct parts *parts, size_t from);

/*
 * published.c: where the digest of a file may be published, those that begin
 * with a dot behind its name, others in its folder; and their paths, which the
 * caller frees.
 */
#define LISTS 3
extern const char *const lists[LISTS];
char *list_path(const char *name, const char *list);

/* A part has the digest that is published of it; 0, or -1 with ERR. */
int part_verify(
    struct part *part, struct rsec_hasher *hasher, struct rsec_err *err);

/* Fetch a part whose name is a URL, and what is published of it; or die. */
void part_fetch(const struct cli_input_options *options, struct part *part);

/* An ASPA or router key, in the arena of its reading. */
struct extra {
	const char *ta; /* "": not said */
	bool is_aspa;
	struct rsec_snapshot_aspa aspa;
	struct rsec_snapshot_router_key key;
};

/* What was read of a job. */
struct reading {
	const struct options *options;
	struct part **part; /* borrowed until the job is done */
	size_t parts;
	struct rsec_vrps *vrps; /* frozen, trust anchors by their names */
	uint32_t *records;	/* of each trust anchor of it */
	struct rsec_vrpfile_stats stats;
	struct extra *extra;
	size_t extras, extras_cap;
	struct rsec_arena arena;
	uint8_t digest[RSEC_HASHER_SIZE];
	size_t failed; /* the part that could not be read; PARTS: none */
	struct rsec_err err;
};

/* reading.c: read a job, in a worker. */
void reading_do(struct reading *reading);
void reading_fini(struct reading *reading);

/* snapshot.c: what became of all. */
struct tally {
	const struct options *options;
	struct store old; /* data NULL: there is none, or it is loaded */
	struct rsec_builder *builder; /* NULL: not begun */
	uint64_t inputs, snapshots, corrupt;
	uint64_t bytes, all_bytes; /* for the progress */
};

/*
 * The builder: it begins with the old store when it is asked for first, while
 * workers read already.  Dies where that fails.
 */
struct rsec_builder *snapshots_builder(struct tally *tally);

/* Feed a reading to the builder, and tell what was wrong with it. */
void snapshots_add(struct tally *tally, struct reading *reading);

/* crew.c: workers, and the ring of jobs. */
struct crew;

struct crew *crew_start(const struct options *options, struct tally *tally);
void crew_add(struct crew *crew, struct part **part, size_t parts);
void crew_finish(struct crew *crew);

/* members.c: the members of an archive of tar; 0, or -1 with ERR. */
int members_add(struct crew *crew, struct part *archive, struct rsec_err *err);

/* ingest.c: what the operands name, into the store; the exit status. */
int ingest_operands(
    const struct options *options, char **operand, size_t operands);

#endif
