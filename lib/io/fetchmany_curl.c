/* SPDX-License-Identifier: ISC */
/*
 * Transfers at once, by libcurl's multi interface, each in a slot with an easy
 * handle of its own.
 */
#define CURL_DISABLE_TYPECHECK /* its macros stand in the way of pointers */
#include <curl/curl.h>
#include <stdlib.h>

#include "io/fetchmany_private.h"
#include "io/lazy.h"

#define CHECK_TURN 5 /* milliseconds after which check() is asked again */

#define MULTI_SYMBOLS(X)            \
	X(curl_easy_getinfo)        \
	X(curl_multi_init)          \
	X(curl_multi_cleanup)       \
	X(curl_multi_add_handle)    \
	X(curl_multi_remove_handle) \
	X(curl_multi_perform)       \
	X(curl_multi_poll)          \
	X(curl_multi_info_read)     \
	X(curl_multi_strerror)

struct libcurl {
	MULTI_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy library = { "libcurl.so.4", "URLs",
	{ MULTI_SYMBOLS(RSEC_LAZY_NAME) NULL } };

struct rsec_multi {
	struct libcurl lib;
	struct rsec_easy *easy;
	struct rsec_fetch_many_options options;
	CURLM *curlm;
	struct rsec_slot *slots; /* options.at_once */
	struct rsec_rate rate;
	uint64_t received;
};

static int
prepare_slots(struct rsec_multi *multi, struct rsec_err *err)
{
	struct rsec_slot *slot;
	unsigned i;

	for (i = 0; i < multi->options.at_once; i++) {
		slot = &multi->slots[i];
		slot->options = &multi->options;
		slot->easy = multi->easy;
		slot->rate = &multi->rate;
		slot->received = &multi->received;
		if (rsec_slot_init(slot, err) != 0)
			return -1;
	}
	return 0;
}

struct rsec_multi *
rsec_multi_new(
    const struct rsec_fetch_many_options *options, struct rsec_err *err)
{
	struct rsec_multi *multi = calloc(1, sizeof(*multi));

	if (multi == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	multi->options = *options;
	multi->rate.rate = options->bytes_per_second;
	multi->rate.filled = rsec_multi_clock();
	if (rsec_lazy_load(&library, &multi->lib, err) != 0 ||
	    (multi->easy = rsec_easy_new(err)) == NULL) {
		free(multi);
		return NULL;
	}
	/* curl_easy_init() first: it initialises all of libcurl, once. */
	multi->slots = calloc(options->at_once, sizeof(*multi->slots));
	if (multi->slots == NULL) {
		rsec_err_nomem(err);
	} else if (prepare_slots(multi, err) == 0) {
		multi->curlm = multi->lib.curl_multi_init();
		if (multi->curlm != NULL)
			return multi;
		rsec_err_nomem(err);
	}
	rsec_multi_free(multi);
	return NULL;
}

void
rsec_multi_free(struct rsec_multi *multi)
{
	struct rsec_slot *slot;
	unsigned i;

	if (multi == NULL)
		return;
	for (i = 0; multi->slots != NULL && i < multi->options.at_once; i++) {
		slot = &multi->slots[i];
		if (slot->state == RSEC_SLOT_RUNNING)
			multi->lib.curl_multi_remove_handle(
			    multi->curlm, slot->curl);
		rsec_slot_fini(slot);
	}
	if (multi->curlm != NULL)
		multi->lib.curl_multi_cleanup(multi->curlm);
	free(multi->slots);
	free(multi->easy);
	free(multi);
}

int
rsec_multi_start(struct rsec_multi *multi, int dir,
    const struct rsec_fetch_item *item, size_t i, struct rsec_err *err)
{
	struct rsec_slot *slot = multi->slots;

	while (slot->state != RSEC_SLOT_IDLE)
		slot++;
	if (rsec_slot_prepare(slot, dir, item, i, err) != 0)
		return -1;
	if (slot->state == RSEC_SLOT_RUNNING &&
	    multi->lib.curl_multi_add_handle(multi->curlm, slot->curl) !=
		CURLM_OK) {
		slot->state = RSEC_SLOT_IDLE;
		return rsec_err_nomem(err);
	}
	return 0;
}

/* Let those that were paused go on, and ask about those that are whole. */
static void
nudge_slots(struct rsec_multi *multi)
{
	struct rsec_slot *slot;
	unsigned i;

	rsec_rate_refill(&multi->rate);
	for (i = 0; i < multi->options.at_once; i++) {
		slot = &multi->slots[i];
		if (slot->paused && !rsec_rate_is_used_up(&multi->rate))
			rsec_slot_go_on(slot);
		if (slot->state == RSEC_SLOT_CHECKING)
			rsec_slot_check(slot);
	}
}

/* How long to wait at most: not at all where there is something to take. */
static int
patience(const struct rsec_multi *multi, int milliseconds)
{
	int64_t wait = milliseconds;
	unsigned i;

	for (i = 0; i < multi->options.at_once; i++) {
		if (multi->slots[i].state == RSEC_SLOT_ENDED)
			return 0;
		if (multi->slots[i].state == RSEC_SLOT_CHECKING &&
		    wait > CHECK_TURN)
			wait = CHECK_TURN;
		if (multi->slots[i].paused &&
		    rsec_rate_wait(&multi->rate) < wait)
			wait = rsec_rate_wait(&multi->rate);
	}
	return wait > 0 ? (int)wait : 0;
}

static bool
take_messages(struct rsec_multi *multi)
{
	bool any = false;
	CURLMsg *message;
	CURLcode code;
	char *slot;
	CURL *curl;
	int left;

	while ((message = multi->lib.curl_multi_info_read(
		    multi->curlm, &left)) != NULL) {
		if (message->msg != CURLMSG_DONE)
			continue;
		curl = message->easy_handle;
		code = message->data.result;
		multi->lib.curl_easy_getinfo(curl, CURLINFO_PRIVATE, &slot);
		multi->lib.curl_multi_remove_handle(multi->curlm, curl);
		rsec_slot_finish((struct rsec_slot *)(void *)slot, (int)code);
		any = true;
	}
	return any;
}

int
rsec_multi_run(struct rsec_multi *multi, int milliseconds, struct rsec_err *err)
{
	CURLMcode code;
	int running;

	nudge_slots(multi);
	code = multi->lib.curl_multi_perform(multi->curlm, &running);
	if (code == CURLM_OK && take_messages(multi))
		return 0;
	if (code == CURLM_OK)
		code = multi->lib.curl_multi_poll(
		    multi->curlm, NULL, 0, patience(multi, milliseconds), NULL);
	if (code == CURLM_OUT_OF_MEMORY)
		return rsec_err_nomem(err);
	if (code != CURLM_OK)
		return rsec_err_set(err, RSEC_ERR_NET, "cannot fetch: %s",
		    multi->lib.curl_multi_strerror(code));
	return 0;
}

bool
rsec_multi_next(struct rsec_multi *multi, struct rsec_multi_end *end)
{
	unsigned i;

	for (i = 0; i < multi->options.at_once; i++) {
		if (multi->slots[i].state != RSEC_SLOT_ENDED)
			continue;
		multi->slots[i].state = RSEC_SLOT_IDLE;
		*end = multi->slots[i].end;
		return true;
	}
	return false;
}

void
rsec_multi_progress(
    const struct rsec_multi *multi, struct rsec_fetch_progress *progress)
{
	const struct rsec_slot *slot = multi->slots;
	const struct rsec_part *part;
	uint64_t most = 0;

	progress->bytes = multi->received;
	for (; slot < multi->slots + multi->options.at_once; slot++) {
		part = &slot->body.part;
		if (slot->state != RSEC_SLOT_RUNNING ||
		    part->total <= part->size ||
		    part->total - part->size <= most)
			continue;
		most = part->total - part->size;
		progress->longest.item = slot->end.outcome.item;
		progress->longest.size = part->size;
		progress->longest.total = part->total;
	}
}
