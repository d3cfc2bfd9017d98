/* SPDX-License-Identifier: ISC */
/*
 * Whose turn it is.  Each host (the authority of a URL) has a queue of items in
 * the order given, and a list of those that are to be tried again; a transfer
 * begins when fewer than at_once are running, fewer than per_host to its host,
 * and when the host may be asked: a while after its last request, and not while
 * it is blocked by a failure or by its own Retry-After.
 *
 * A failure blocks the host and not only its item, since what fails is mostly
 * the host.  Those that arrive while it is blocked were begun before and count
 * as one; a success makes an end to it.
 */
#include "io/fetchmany.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "io/fetch.h"
#include "io/fetchmany_private.h"

#define TURN 200      /* milliseconds after which stop() is asked again */
#define NONE SIZE_MAX /* no item */

struct host {
	const char *name;
	size_t len;
	size_t first, last; /* of the queue, or NONE */
	size_t again;	    /* the first to try again, or NONE */
	unsigned running;   /* transfers */
	unsigned failures;  /* in a row */
	int64_t next;	    /* no request before this */
	int64_t blocked;    /* nor before this */
};

/* What is known of an item. */
struct entry {
	size_t next; /* in the queue or the list of its host */
	size_t host;
	unsigned tries;
};

struct many {
	int dir;
	const struct rsec_fetch_item *items;
	size_t count, done;
	struct rsec_fetch_many_options options;
	struct rsec_multi *multi;
	struct entry *entries;
	struct host *hosts;
	size_t host_count;
	unsigned running;
};

static void
set_defaults(struct rsec_fetch_many_options *options)
{
	const struct {
		unsigned *at, value;
	} defaults[] = {
		{ &options->at_once, RSEC_FETCH_AT_ONCE },
		{ &options->per_host, RSEC_FETCH_PER_HOST },
		{ &options->tries, RSEC_FETCH_TRIES },
		{ &options->give_up, RSEC_FETCH_GIVE_UP },
		{ &options->back_off, RSEC_FETCH_BACK_OFF },
		{ &options->connect_timeout, RSEC_FETCH_CONNECT },
		{ &options->stall_timeout, RSEC_FETCH_STALL },
	};
	size_t i;

	for (i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
		if (*defaults[i].at == 0)
			*defaults[i].at = defaults[i].value;
	if (options->agent == NULL)
		options->agent = "rsec/" RSEC_VERSION;
}

/* The authority of URL: what is between "//" and the path. */
static const char *
host_of(const char *url, size_t *len)
{
	const char *name = strstr(url, "//");

	name = name != NULL ? name + 2 : url;
	*len = strcspn(name, "/?#");
	return name;
}

static struct host *
find_host(struct many *many, const char *url)
{
	struct host *host;
	size_t len, i;
	const char *name = host_of(url, &len);

	for (i = 0; i < many->host_count; i++) {
		host = &many->hosts[i];
		if (host->len == len && strncasecmp(host->name, name, len) == 0)
			return host;
	}
	host = &many->hosts[many->host_count];
	*host = (struct host){ .name = name,
		.len = len,
		.first = NONE,
		.last = NONE,
		.again = NONE };
	return host;
}

/* Queue all items, each with its host. */
static int
queue_items(struct many *many, struct rsec_err *err)
{
	struct host *host, *grown;
	size_t i, room = 0;

	for (i = 0; i < many->count; i++) {
		if (many->host_count == room) { /* find_host() needs one more */
			room = room > 0 ? 2 * room : 8;
			grown = reallocarray(
			    many->hosts, room, sizeof(*many->hosts));
			if (grown == NULL)
				return rsec_err_nomem(err);
			many->hosts = grown;
		}
		host = find_host(many, many->items[i].url);
		if (host == &many->hosts[many->host_count])
			many->host_count++;
		many->entries[i] = (struct entry){ .next = NONE,
			.host = (size_t)(host - many->hosts) };
		if (host->first == NONE)
			host->first = i;
		else
			many->entries[host->last].next = i;
		host->last = i;
	}
	return 0;
}

/* The item of HOST whose turn it is, taken off; NONE: it has no more. */
static size_t
take_item(struct many *many, struct host *host)
{
	size_t *from = host->again != NONE ? &host->again : &host->first;
	const size_t i = *from;

	if (i != NONE)
		*from = many->entries[i].next;
	return i;
}

/* When HOST may be asked next; INT64_MAX: not before something ends. */
static int64_t
next_of(const struct many *many, const struct host *host)
{
	if ((host->first == NONE && host->again == NONE) ||
	    host->running >= many->options.per_host)
		return INT64_MAX;
	return host->next > host->blocked ? host->next : host->blocked;
}

/* Begin one transfer to HOST. */
static int
start_one(
    struct many *many, struct host *host, int64_t now, struct rsec_err *err)
{
	const unsigned rate = many->options.requests_per_second;
	const size_t i = take_item(many, host);

	many->entries[i].tries++;
	host->running++;
	many->running++;
	if (rate > 0)
		host->next = now + (1000 + rate - 1) / rate;
	return rsec_multi_start(
	    many->multi, many->dir, &many->items[i], i, err);
}

/* Begin what may begin, a transfer to each host in turn. */
static int
start_some(struct many *many, int64_t now, struct rsec_err *err)
{
	bool any = true;
	size_t i;

	while (any) {
		any = false;
		for (i = 0; i < many->host_count; i++) {
			if (many->running >= many->options.at_once)
				return 0;
			if (next_of(many, &many->hosts[i]) > now)
				continue;
			if (start_one(many, &many->hosts[i], now, err) != 0)
				return -1;
			any = true;
		}
	}
	return 0;
}

/* Tell an outcome: 0, or -1 when the caller has seen enough. */
static int
tell(
    struct many *many, struct rsec_fetch_outcome *outcome, struct rsec_err *err)
{
	outcome->tries = many->entries[outcome->item].tries;
	many->done++;
	if (many->options.outcome != NULL &&
	    many->options.outcome(many->options.ctx, outcome) != 0)
		return rsec_err_set(err, RSEC_ERR_STOPPED, "stopped");
	return 0;
}

/* HOST is given up on because of WHY: so ends all that is still to do. */
static int
give_up(struct many *many, struct host *host, const struct rsec_err *why,
    struct rsec_err *err)
{
	struct rsec_fetch_outcome outcome = { .state = RSEC_FETCH_FAILED,
		.err = *why };

	rsec_err_prepend(
	    &outcome.err, "given up on %.*s", (int)host->len, host->name);
	while ((outcome.item = take_item(many, host)) != NONE)
		if (tell(many, &outcome, err) != 0)
			return -1;
	return 0;
}

/* Leave HOST alone: for as long as it asks, or longer each time. */
static void
block(struct many *many, struct host *host, uint64_t retry_after)
{
	const int64_t now = rsec_multi_clock();
	int64_t wait = many->options.back_off;
	unsigned i;

	if (now >= host->blocked) {
		for (i = 0; i < host->failures && wait < RSEC_FETCH_BACK_MAX;
		     i++)
			wait *= 2;
		host->failures++;
		host->blocked =
		    now +
		    (wait < RSEC_FETCH_BACK_MAX ? wait : RSEC_FETCH_BACK_MAX);
	}
	wait = (int64_t)retry_after * 1000;
	if (host->blocked < now + wait)
		host->blocked = now + wait;
}

/* A try has failed, and the host may be to blame. */
static int
failed(struct many *many, struct host *host, struct rsec_multi_end *end,
    struct rsec_err *err)
{
	struct entry *entry = &many->entries[end->outcome.item];
	const struct rsec_err why = end->outcome.err;
	const bool endless = end->retry_after > RSEC_FETCH_AFTER_MAX;
	size_t *at = &host->again;

	if (!endless)
		block(many, host, end->retry_after);
	if (!end->again || entry->tries >= many->options.tries || endless) {
		if (tell(many, &end->outcome, err) != 0)
			return -1;
	} else {
		while (*at != NONE)
			at = &many->entries[*at].next;
		*at = end->outcome.item;
		entry->next = NONE;
	}
	if (endless || host->failures >= many->options.give_up)
		return give_up(many, host, &why, err);
	return 0;
}

/* Take in what has ended. */
static int
take_ends(struct many *many, struct rsec_err *err)
{
	struct rsec_multi_end end;
	struct host *host;
	int rc = 0;

	while (rc == 0 && rsec_multi_next(many->multi, &end)) {
		host = &many->hosts[many->entries[end.outcome.item].host];
		host->running--;
		many->running--;
		if (end.outcome.state == RSEC_FETCH_FAILED &&
		    (end.again || end.outcome.status >= 400)) {
			rc = failed(many, host, &end, err);
			continue;
		}
		if (end.outcome.status != 0)
			host->failures = 0;
		rc = tell(many, &end.outcome, err);
	}
	return rc;
}

/* How long to wait: until a host may be asked, if nothing happens before. */
static int
wait_of(const struct many *many, int64_t now)
{
	int64_t wait = TURN, next;
	size_t i;

	if (many->running >= many->options.at_once)
		return TURN;
	for (i = 0; i < many->host_count; i++) {
		next = next_of(many, &many->hosts[i]);
		if (next != INT64_MAX && next - now < wait)
			wait = next - now;
	}
	return wait > 0 ? (int)wait : 0;
}

static void
tell_progress(const struct many *many)
{
	struct rsec_fetch_progress progress = { .done = many->done,
		.items = many->count };

	rsec_multi_progress(many->multi, &progress);
	if (many->options.progress != NULL)
		many->options.progress(many->options.ctx, &progress);
}

static int
run(struct many *many, struct rsec_err *err)
{
	const struct rsec_fetch_many_options *options = &many->options;
	int64_t now;

	while (many->done < many->count) {
		if (options->stop != NULL && options->stop(options->ctx))
			return rsec_err_set(err, RSEC_ERR_STOPPED, "stopped");
		now = rsec_multi_clock();
		if (start_some(many, now, err) != 0 ||
		    rsec_multi_run(many->multi, wait_of(many, now), err) != 0 ||
		    take_ends(many, err) != 0)
			return -1;
		tell_progress(many);
	}
	return 0;
}

int
rsec_fetch_many(int dir, const struct rsec_fetch_item *items, size_t count,
    const struct rsec_fetch_many_options *options, struct rsec_err *err)
{
	struct many many = { .dir = dir, .items = items, .count = count };
	int rc = -1;

	if (options != NULL)
		many.options = *options;
	set_defaults(&many.options);
	many.entries = calloc(count > 0 ? count : 1, sizeof(*many.entries));
	if (many.entries == NULL)
		rsec_err_nomem(err);
	else if (queue_items(&many, err) == 0 &&
		 (many.multi = rsec_multi_new(&many.options, err)) != NULL)
		rc = run(&many, err);
	rsec_multi_free(many.multi);
	free(many.hosts);
	free(many.entries);
	return rc;
}
