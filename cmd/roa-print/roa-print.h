/* SPDX-License-Identifier: ISC */
/*
 * The parts of roa-print and what flows between them:
 *
 *	operands -> files -> objects -> verdicts -> printers
 *
 * A walk finds the files that the operands name; a worker parses and judges
 * one at a time and prints it into a buffer; the buffers go out in the order
 * of the walk, whatever the number of workers.
 */
#ifndef RSEC_CMD_ROA_PRINT_ROA_PRINT_H
#define RSEC_CMD_ROA_PRINT_ROA_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "io/cachedir.h"
#include "io/input.h"
#include "io/out.h"
#include "rpki/chain.h"
#include "rpki/object.h"
#include "rpki/verdict.h"

enum print_format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_JSONL,
	FORMAT_CSV, /* VRPs: uri,asn,prefix,maxlen,notBefore,notAfter;
		     * those of an object that fails are left out */
	FORMAT_TSV,
	FORMAT_BRIEF, /* --brief: one line an object */
	FORMAT_URIS,  /* --uris */
	FORMAT_PRINT_ROA,
	FORMAT_PRINT_MANIFEST,
	FORMAT_RPKI_CLIENT,
};

#define TALS_MAX  64 /* -t options */
#define URLS_MAX  64 /* operands that are fetched */
#define BATCH_MAX 64 /* objects that a worker takes at once */

/* What is done with the objects. */
enum task {
	TASK_PRINT,
	TASK_TAL_OUT,  /* --tal-out */
	TASK_DIFF,     /* --diff */
	TASK_VALIDATE, /* --validate */
	TASK_RULES,    /* --rules */
	TASK_EXPLAIN,  /* --explain */
};

/* match.c: --match AS|PREFIX */
struct match {
	bool is_asn;
	uint32_t asn;
	struct rsec_prefix prefix; /* covers, or lies in, what is matched */
};
bool match_parse(struct match *match, const char *arg);
bool match_object(const struct match *match, const struct rsec_object *object);

struct options {
	enum task task;
	enum print_format format;
	bool vrps;	   /* -f vrps, of --validate */
	const char *cache; /* -d, or NULL */
	const char *tal[TALS_MAX];
	size_t tal_count;
	bool default_tals; /* none was named */
	int64_t at;
	struct rsec_policy policy;
	bool no_verify; /* -n */
	bool recurse;	/* -r */
	bool rejected;
	bool quiet, verbose;
	const char *files_from;	  /* --files-from, or NULL */
	const char *verify_files; /* --verify-files, or NULL */
	enum rsec_rule explain;
	bool has_match; /* --match */
	struct match match;
	unsigned threads;
	size_t max_size;      /* bytes of one object */
	uint64_t max_objects; /* of one run */
	unsigned max_depth;   /* of folders */
	char *const *operands;
	size_t operand_count;
};

/* One file that the walk found, or one object of a stream or an archive. */
struct item {
	const char *name;	/* as the user would find it again */
	struct rsec_bytes uri;	/* rsync://..., where it is known; else empty */
	struct rsec_bytes file; /* DER, or the text of a TAL */
	bool in_folder;		/* NAME is a path, with other files beside it */
};

/* An item that is parsed and judged: all that a printer needs. */
struct subject {
	const struct item *item;
	struct rsec_object object;
	struct rsec_path path; /* count 0 without a chain */
	struct rsec_verdict verdict;
	/* entries of a manifest against the files beside it; else NULL */
	const struct manifest_check *manifest;
};

/* How one entry of a manifest, or a file that none lists, stands. */
enum entry_state {
	ENTRY_OK,
	ENTRY_MISSING,
	ENTRY_HASH_MISMATCH,
	ENTRY_UNLISTED,
	ENTRY_NOT_CHECKED,
};

struct manifest_check {
	enum entry_state *entry; /* one for each entry of the manifest */
	const char *const *unlisted;
	size_t unlisted_count;
};

/*
 * A printer: begin and end write what stands around all objects (the brackets
 * of a JSON array, the header of a CSV file), object writes one.  They append
 * to OUT and return 0, or -1 without memory.
 */
struct printer {
	int (*begin)(struct rsec_buf *out);
	int (*object)(struct rsec_buf *out, const struct subject *subject,
	    const struct rsec_policy *policy, bool first);
	int (*end)(struct rsec_buf *out);
};

/* printer.c: the one of FORMAT; and its parts, print_*.c. */
const struct printer *printer_get(enum print_format format);

/* What stands between two objects, when each was printed as the first. */
const char *printer_between(enum print_format format);

/* rules.c: --rules and --explain RULE, as text. */
int rules_print(struct rsec_buf *out);
int rules_explain(struct rsec_buf *out, enum rsec_rule rule);

/*
 * tal_out.c: --tal-out; -1 where the object has no key to offer, or it is not
 * known where that is published (a certificate: item->uri), or without memory.
 */
int tal_out(struct rsec_buf *out, const struct subject *subject);

/* diff.c: --diff A B of two manifests or ROAs; *DIFFERENT tells. */
int diff_print(struct rsec_buf *out, const struct subject *a,
    const struct subject *b, bool *different);

/* options.c: fill OPTIONS or die. */
void options_parse(struct options *options, int argc, char *argv[]);

/*
 * setup.c: what is opened before the process locks itself down, and what all
 * workers share after that.
 */
struct anchor {
	char *name;
	char *text; /* of the TAL */
	size_t len;
	struct rsec_tal tal;
	struct rsec_bytes file; /* the certificate */
};

struct setup {
	const struct options *options;
	struct rsec_cachedir *cache; /* NULL without -d */
	char *folder;		     /* the working one, with -d */
	char *cache_path;	     /* as path_absolute() has it */
	struct rsec_arena arena;     /* of the TALs */
	struct anchor anchor[TALS_MAX];
	size_t anchor_count;
	size_t anchor_missing;
	const char **operands; /* of the command line and of --files-from */
	size_t operand_count;
	char *list;	  /* what --files-from holds */
	int fd[URLS_MAX]; /* of the operands that are opened ahead, in order */
	size_t fd_count;
	const char **readable; /* paths that the sandbox leaves open */
	size_t readable_count;
};

void setup_open(struct setup *setup, const struct options *options);
void setup_close(struct setup *setup);

/* An operand that is opened ahead: a URL, or standard input. */
bool setup_is_ahead(const char *operand);

/*
 * Some absolute path of PATH, in a new string that the caller frees: without
 * empty parts and ".", links not looked at; NULL where it has a "..".
 */
char *path_absolute(const struct setup *setup, const char *path);

/* anchors.c: open the TALs; read their certificates from the cache. */
void anchors_open(struct setup *setup);
void anchors_read(struct setup *setup);
struct rsec_chain *anchors_chain(const struct setup *setup); /* or die */

/* judge.c: what one thread needs to parse, judge and print. */
struct judge {
	const struct setup *setup;
	struct rsec_verifier *verifier;
	struct rsec_chain *chain;
	struct subject subject;
	struct rsec_arena arena; /* of the manifest check */
	struct manifest_check manifest;
	const char **unlisted; /* of that, in the arena */
	uint64_t failed, unchecked, objects;
	uint64_t checklists; /* that --verify-files checked by */
	uint64_t unread;     /* files beside a manifest or of a checklist */
};

void judge_init(struct judge *judge, const struct setup *setup);
void judge_fini(struct judge *judge);

/* Fill judge->subject; 0, or -1 without memory. */
int judge_item(struct judge *judge, const struct item *item);

/* The same, and print it to OUT, if it is asked for. */
int judge_print(
    struct judge *judge, const struct item *item, struct rsec_buf *out);

/* 0, 1 or 3, for what was counted. */
int judge_status(const struct judge *judge);

/* The counts in one line on standard error, if there are some to tell. */
void judge_summary(const struct judge *judge);

/* manifest_check.c: the entries of a manifest or RSC against files. */
int manifest_check(struct judge *judge, const struct item *item);

/*
 * workers.c: threads that judge what is added, and print it to OUT in the
 * order in which it was.  What ITEM points to is copied.
 */
struct workers;

struct workers *workers_start(const struct setup *setup, struct rsec_out *out);
void workers_add(struct workers *workers, const struct item *item);
bool workers_stopped(const struct workers *workers); /* nobody reads on */
int workers_finish(struct workers *workers);	     /* exit status */

/*
 * walk.c: find the objects that the operands name, and give each to FOUND;
 * the exit status: CLI_OK, or CLI_TROUBLE where something could not be read.
 */
struct walk {
	const struct setup *setup;
	bool (*found)(void *ctx, const struct item *item); /* false: enough */
	void *ctx;
	uint64_t objects;
	bool stopped, trouble;
	struct rsec_buf file, path, uri;
};

int walk_operands(struct walk *walk);
void walk_trouble(struct walk *walk, const char *name, struct rsec_err *err);

/* walk_objects.c: the objects in a file or a stream. */
void walk_bytes(struct walk *walk, const struct item *whole);
void walk_input(struct walk *walk, struct rsec_input *in, const char *name,
    struct rsec_bytes uri);
void walk_found(struct walk *walk, const struct item *item);

/* compare.c: --diff; validate.c: --validate; the exit status. */
int diff(const struct setup *setup, struct rsec_out *out);
int validate(const struct setup *setup, struct rsec_out *out);

#endif
