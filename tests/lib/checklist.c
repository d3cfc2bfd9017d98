/* SPDX-License-Identifier: ISC */
/* See checklist.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/asn.h"
#include "tests/lib/checklist.h"

struct words {
	struct rsec_asn_range asn[CHECKLIST_WORDS];
	struct rsec_ip_range ipv4[CHECKLIST_WORDS], ipv6[CHECKLIST_WORDS];
	struct rsec_manrs_listed file[CHECKLIST_WORDS];
	struct rsec_manrs_checklist list;
};

static void
add_asn(struct words *words, const char *from, const char *to)
{
	struct rsec_asn_resources *asn = &words->list.resources.asn;
	struct rsec_asn_range *range = &words->asn[asn->count++];

	assert_true(rsec_asn_parse(from, strlen(from), &range->min));
	assert_true(rsec_asn_parse(to, strlen(to), &range->max));
	asn->present = true;
}

static void
add_ip(struct words *words, const char *from, const char *to)
{
	struct rsec_resources *r = &words->list.resources;
	struct rsec_ip_resources *ip;
	struct rsec_prefix first, last;
	struct rsec_ip_range range;

	assert_int_equal(
	    rsec_prefix_parse(from, strlen(from), &first, NULL), 0);
	assert_int_equal(rsec_prefix_parse(to, strlen(to), &last, NULL), 0);
	ip = first.family == RSEC_IPV4 ? &r->ipv4 : &r->ipv6;
	range = rsec_ip_range_of(&first);
	range.max = rsec_ip_range_of(&last).max;
	ip->list = first.family == RSEC_IPV4 ? words->ipv4 : words->ipv6;
	ip->list[ip->count++] = range;
	ip->present = true;
}

static void
add_word(struct words *words, char *word)
{
	struct rsec_manrs_checklist *list = &words->list;
	char *dash = strchr(word, '-');
	const char *to = word;

	if (strncmp(word, "AS", 2) != 0 && strpbrk(word, "/:") == NULL &&
	    dash == NULL) {
		words->file[list->files].name = word;
		memset(words->file[list->files++].digest, word[0],
		    RSEC_MANRS_DIGEST_SIZE);
		return;
	}
	if (dash != NULL) {
		*dash = '\0';
		to = dash + 1;
	}
	if (word[0] == 'A')
		add_asn(words, word, to);
	else
		add_ip(words, word, to);
}

int
checklist_add(struct rsec_manrs_checklists *lists, const char *text,
    int64_t not_before, int64_t not_after, struct rsec_err *err)
{
	struct words words = { .list = { .path = "" } };
	struct rsec_manrs_checklist *list = &words.list;
	char *copy, *word, *rest;

	list->not_before = list->signing_time = not_before;
	list->not_after = not_after;
	list->file = words.file;
	list->resources.asn.list = words.asn;
	assert_non_null(copy = malloc(strlen(text) + 1));
	memcpy(copy, text, strlen(text) + 1);
	list->path = strtok_r(copy, " ", &rest);
	while ((word = strtok_r(NULL, " ", &rest)) != NULL)
		add_word(&words, word);
	if (rsec_manrs_checklists_add(lists, list, err) == -1) {
		free(copy);
		return -1;
	}
	free(copy);
	return 0;
}
