/* SPDX-License-Identifier: ISC */
/*
 * Why an object is in its class of registration, in words:
 *
 *	it was transferred on 2019-03-01 from ARIN (Old) to RIPE (New); RIPE
 *	has it as allocated since 2019-03-01; the object was last touched on
 *	2012-05-06
 *
 * One part for each piece of evidence, whatever the class.
 */
#include "hygiene/registration.h"

#include "hygiene/sentence_private.h"

/* "it was transferred on 2019-03-01 from ARIN (Old) to RIPE (New)" */
static void
say_transfer(
    struct rsec_sentence *to, const struct rsec_transfer *transfer, bool whole)
{
	rsec_sentence_begin(to);
	if (whole) {
		rsec_sentence_say(to, "it");
	} else {
		rsec_sentence_say_address(to, &transfer->first);
		rsec_sentence_say(to, "-");
		rsec_sentence_say_address(to, &transfer->last);
	}
	rsec_sentence_say(to, transfer->type == RSEC_TRANSFER_MERGER
				  ? " changed hands by a merger on "
				  : " was transferred on ");
	rsec_sentence_say_day(to, transfer->date);
	if (transfer->from != RSEC_RIR_NONE) {
		rsec_sentence_say(to, " from ");
		rsec_sentence_say(to, rsec_rir_name(transfer->from));
		rsec_sentence_say_name(to, transfer->source_org);
	}
	if (transfer->to != RSEC_RIR_NONE) {
		rsec_sentence_say(to, " to ");
		rsec_sentence_say(to, rsec_rir_name(transfer->to));
		rsec_sentence_say_name(to, transfer->recipient_org);
	}
}

/* "RIPE has it as allocated since 2019-03-01" */
static void
say_delegation(
    struct rsec_sentence *to, const struct rsec_delegation *delegation)
{
	rsec_sentence_begin(to);
	rsec_sentence_say(to, delegation->rir == RSEC_RIR_NONE
				  ? "IANA"
				  : rsec_rir_name(delegation->rir));
	rsec_sentence_say(to, " has it as ");
	rsec_sentence_say(to, rsec_delegation_status_name(delegation->status));
	if (delegation->date == RSEC_DELEGATION_NO_DATE)
		return;
	rsec_sentence_say(to, " since ");
	rsec_sentence_say_day(to, delegation->date);
}

static void
say_excuse(struct rsec_sentence *to, enum rsec_registration_excuse excuse)
{
	static const char *const texts[] = {
		[RSEC_EXCUSE_RPKI] = "a VRP matches it",
		[RSEC_EXCUSE_HOLDER] = "its origin is of the same holder",
		[RSEC_EXCUSE_BGP] = "its origin announces it",
	};

	if (excuse == RSEC_EXCUSE_NONE || excuse == RSEC_EXCUSE_MERGER)
		return;
	rsec_sentence_begin(to);
	rsec_sentence_say(to, texts[excuse]);
}

static void
say_touched(
    struct rsec_sentence *to, const struct rsec_registration_answer *answer)
{
	const bool known = answer->touched != RSEC_IRR_NO_DATE;

	rsec_sentence_begin(to);
	rsec_sentence_say(to, "the object ");
	if (known) {
		rsec_sentence_say(to, answer->restamped
					  ? "was created on "
					  : "was last touched on ");
		rsec_sentence_say_day(to, answer->touched);
	} else {
		rsec_sentence_say(to, "has no date");
	}
	if (answer->restamped)
		rsec_sentence_say(
		    to, ", its last-modified of 2018-09-04 was given to all");
}

int
rsec_registration_explain(const struct rsec_hygiene_inputs *inputs, uint32_t i,
    const struct rsec_registration_answer *answer, struct rsec_buf *out)
{
	struct rsec_sentence to = RSEC_SENTENCE_INIT(out);
	struct rsec_irr_record record;

	if (answer->has_transfer)
		say_transfer(&to, &answer->transfer, answer->whole);
	if (answer->has_delegation)
		say_delegation(&to, &answer->delegation);
	if (!to.begun) {
		rsec_sentence_begin(&to);
		rsec_sentence_say(
		    &to, answer->registration == RSEC_REGISTRATION_OK
			     ? "no transfer of it is known"
			     : "no record holds all of it");
	}
	say_excuse(&to, answer->excuse);
	if (answer->registration == RSEC_REGISTRATION_MOVED_RIR) {
		rsec_irr_routes_get(inputs->routes, i, &record);
		rsec_sentence_begin(&to);
		rsec_sentence_say(&to, "the object is in ");
		rsec_sentence_say(&to,
		    rsec_irr_routes_registry(inputs->routes, record.registry));
	} else if (answer->registration != RSEC_REGISTRATION_UNALLOCATED &&
		   answer->registration != RSEC_REGISTRATION_RESERVED) {
		say_touched(&to, answer);
	}
	return rsec_sentence_end(&to);
}
