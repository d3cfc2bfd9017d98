/* SPDX-License-Identifier: ISC */
/* Scenes of one trust anchor. */
#include "tests/lib/cachain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BASE	"rsync://rpki.example.net/repo/"
#define DAY	((int64_t)86400)
#define EARLY	(CA_NOT_BEFORE + 10 * DAY) /* over before anybody looks */
#define LATE	(CA_NOT_AFTER - 10 * DAY)  /* yet to come */
#define FOREIGN 126 /* a key of nobody: the last that a CA can have */

static void build_loop(struct ca_stage *, const struct ca_scene *);
static void build_self(struct ca_stage *, const struct ca_scene *);
static void build_deep(struct ca_stage *, const struct ca_scene *);
static void build_same_ski(struct ca_stage *, const struct ca_scene *);

static const struct ca_scene scenes[] = {
	{ .name = "chain-good" },
	{ .name = "chain-good-inherit", .ip = "inherit", .asn = "inherit" },
	{ .name = "chain-good-range",
	    .ip = "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:fffe" },
	/* time */
	{ .name = "expired", .rule = "TIME-EXPIRED",
	    .roa = { .not_after = EARLY } },
	{ .name = "not-yet-valid", .rule = "TIME-NOT-YET-VALID",
	    .roa = { .not_before = LATE } },
	{ .name = "ca-expired", .rule = "CHAIN-EXPIRED",
	    .cer = { .not_after = EARLY } },
	{ .name = "ca-not-yet-valid", .rule = "CHAIN-NOT-YET-VALID",
	    .cer = { .not_before = LATE } },
	/* the path */
	{ .name = "issuer-missing", .rule = "CHAIN-ISSUER-MISSING",
	    .no_cer = true },
	{ .name = "issuer-other-host", .rule = "CHAIN-ISSUER-MISSING",
	    .roa = { .aia = "rsync://other.example.net/repo/none.cer" } },
	{ .name = "aia-dot-dot", .rule = "CHAIN-ISSUER-MISSING",
	    .roa = { .aia = BASE "../../../../../../../../etc/passwd" } },
	{ .name = "aia-is-roa", .rule = "CHAIN-ISSUER-NOT-CA",
	    .roa = { .aia = BASE "aia-is-roa/aia-is-roa.roa" } },
	{ .name = "bad-issuer-signature", .rule = "CERT-SIGNATURE-INVALID",
	    .foreign_roa = true },
	{ .name = "ca-bad-signature", .rule = "CHAIN-SIGNATURE",
	    .foreign_ca = true },
	{ .name = "aki-other", .rule = "CHAIN-AKI", .foreign_aki = true },
	{ .name = "issuer-name-other", .rule = "CHAIN-ISSUER-NAME",
	    .roa = { .issuer_name = "Somebody" } },
	{ .name = "issuer-is-no-ca", .rule = "CHAIN-ISSUER-NOT-CA",
	    .cer = { .edits = {
			 { .at = "list/bc", .op = DERW_OMIT },
		     } } },
	{ .name = "aia-loop", .rule = "CHAIN-LOOP", .build = build_loop },
	{ .name = "aia-self", .rule = "CHAIN-LOOP", .build = build_self },
	{ .name = "chain-too-deep", .rule = "CHAIN-DEPTH",
	    .build = build_deep },
	/* revocation */
	{ .name = "revoked", .rule = "CRL-REVOKED", .revoke_roa = true },
	{ .name = "ca-revoked", .rule = "CHAIN-REVOKED", .revoke_ca = true },
	{ .name = "crl-missing", .rule = "CRL-MISSING", .no_crl = true },
	{ .name = "crl-stale", .rule = "CRL-STALE",
	    .crl = { .next_update = EARLY } },
	{ .name = "crl-not-yet", .rule = "CRL-NOT-YET",
	    .crl = { .this_update = LATE } },
	{ .name = "crl-bad-signature", .rule = "CRL-INVALID",
	    .foreign_crl = true },
	{ .name = "crl-kept", .rule = "CRL-UNLISTED",
	    .kept_crl = "kept.crl",
	    .roa = { .crl_dp = BASE "crl-kept/kept.crl" } },
	{ .name = "crl-replaced", .rule = "CRL-UNLISTED",
	    .altered_crl = true },
	{ .name = "crl-of-another", .rule = "CRL-ISSUER-MISMATCH",
	    .roa = { .crl_dp = BASE "ta/ta.crl" } },
	/* resources */
	{ .name = "not-contained", .rule = "RESOURCES-NOT-CONTAINED",
	    .ip = "192.0.2.0/24" },
	{ .name = "not-contained-by-one-bit",
	    .rule = "RESOURCES-NOT-CONTAINED",
	    .ip = "192.0.2.0/24 2001:db8:100::/49",
	    .roa = { .prefixes = "192.0.2.0/24 2001:db8:100::/48" } },
	{ .name = "ca-ip-not-contained", .rule = "CHAIN-RESOURCES",
	    .ip = "2001:db8::/31" },
	{ .name = "ca-asn-not-contained", .rule = "CHAIN-RESOURCES",
	    .asn = "64495-64511" },
	{ .name = "two-ca-same-ski", .rule = "RESOURCES-NOT-CONTAINED",
	    .build = build_same_ski },
	/* the manifest */
	{ .name = "mft-missing", .rule = "MANIFEST-MISSING", .no_mft = true },
	{ .name = "mft-stale", .rule = "MANIFEST-STALE",
	    .mft = { .next_update = EARLY } },
	{ .name = "mft-not-yet", .rule = "MANIFEST-NOT-YET",
	    .mft = { .this_update = LATE } },
	{ .name = "mft-bad-signature", .rule = "MANIFEST-INVALID",
	    .foreign_mft = true },
	{ .name = "not-on-manifest", .rule = "MANIFEST-UNLISTED",
	    .unlisted = true },
	{ .name = "ca-not-on-manifest", .rule = "CHAIN-MANIFEST",
	    .unlisted_ca = true },
	{ .name = "hash-mismatch", .rule = "MANIFEST-HASH",
	    .altered = true },
};

const struct ca_scene *
ca_scene_get(size_t i)
{
	return i < sizeof(scenes) / sizeof(*scenes) ? &scenes[i] : NULL;
}

void
ca_stage_init(
    struct ca_stage *stage, const char *directory, const char *tal_path)
{
	memset(stage, 0, sizeof(*stage));
	stage->directory = directory;
	stage->key = 1;
	ca_init(&stage->ta, "ta", 0, NULL, BASE);
	stage->ta.ip = CA_DOC_IP;
	stage->ta.asn = CA_DOC_ASN;
	ca_anchor_write(&stage->ta, directory, tal_path);
	ca_point_init(&stage->point, &stage->ta, directory);
}

void
ca_stage_finish(struct ca_stage *stage)
{
	struct ca_object crl = { .revoked = stage->revoked,
		.revoked_count = stage->revoked_count };

	ca_point_add_crl(&stage->point, &crl);
	ca_point_finish(&stage->point, NULL);
	ca_point_fini(&stage->point);
}

/* A CA with the next key, holding all that the anchor holds. */
static void
next_ca(struct ca_stage *stage, struct ca *ca, const char *name,
    const struct ca *parent)
{
	if (stage->key >= FOREIGN)
		abort();
	ca_init(ca, name, stage->key++, parent, BASE);
	ca->ip = CA_DOC_IP;
	ca->asn = CA_DOC_ASN;
}

/* The certificate of CA by the authority of POINT, with what CER asks. */
static void
add_cer(
    struct ca_point *point, const struct ca *ca, const struct ca_object *cer)
{
	struct ca_object object = { 0 };
	char name[CA_URI_SIZE];

	if (cer != NULL)
		object = *cer;
	snprintf(name, sizeof(name), "%s.cer", ca->name);
	object.type = CA_CERT;
	object.name = name;
	object.subject = ca;
	ca_point_add(point, &object);
}

/* Published, but not on the manifest: what was added last. */
static void
unlist(struct ca_point *point)
{
	free((char *)(uintptr_t)point->files[--point->count].name);
}

/* The ROA of the scene, in the file that has the scene's name. */
static void
add_roa(struct ca_stage *stage, struct ca_point *point,
    const struct ca_scene *scene)
{
	struct ca_object object = scene->roa;
	char name[CA_URI_SIZE];

	snprintf(name, sizeof(name), "%s.roa", scene->name);
	object.type = CA_ROA;
	object.name = name;
	object.as = 64496;
	if (object.prefixes == NULL)
		object.prefixes = stage->prefix;
	if (scene->foreign_roa)
		object.signer = FOREIGN;
	if (scene->foreign_aki)
		object.aki = ca_key_ski(FOREIGN);
	ca_point_add(point, &object);
	if (scene->unlisted)
		unlist(point);
	if (scene->altered)
		point->files[point->count - 1].sha256[0] ^= 1;
}

static void
add_crl(struct ca_point *point, const struct ca_scene *scene, uint64_t serial)
{
	struct ca_object object = scene->crl;
	struct ca_revoked revoked = { serial, CA_NOT_BEFORE };

	if (scene->no_crl)
		return;
	if (scene->revoke_roa) {
		object.revoked = &revoked;
		object.revoked_count = 1;
	}
	if (scene->foreign_crl)
		object.signer = FOREIGN;
	if (scene->kept_crl != NULL) {
		object.name = scene->kept_crl;
		ca_point_add_crl(point, &object);
		unlist(point);
		object.name = NULL;
	}
	ca_point_add_crl(point, &object);
	if (scene->altered_crl)
		point->files[point->count - 1].sha256[0] ^= 1;
}

static void
fill_point(struct ca_stage *stage, struct ca *ca, const struct ca_scene *scene)
{
	struct ca_object mft = scene->mft;
	uint64_t serial = ca->serial;
	struct ca_point point;

	ca_point_init(&point, ca, stage->directory);
	add_roa(stage, &point, scene);
	add_crl(&point, scene, serial);
	if (scene->foreign_mft)
		mft.signer = FOREIGN;
	if (!scene->no_mft)
		ca_point_finish(&point, &mft);
	ca_point_fini(&point);
}

static void
build_plain(struct ca_stage *stage, const struct ca_scene *scene)
{
	struct ca_object cer = scene->cer;
	struct ca ca;

	next_ca(stage, &ca, scene->name, &stage->ta);
	if (scene->ip != NULL)
		ca.ip = scene->ip;
	if (scene->asn != NULL)
		ca.asn = scene->asn;
	if (scene->revoke_ca)
		stage->revoked[stage->revoked_count++] =
		    (struct ca_revoked){ stage->ta.serial, CA_NOT_BEFORE };
	if (scene->foreign_ca)
		cer.signer = FOREIGN;
	if (!scene->no_cer)
		add_cer(&stage->point, &ca, &cer);
	if (scene->unlisted_ca)
		unlist(&stage->point);
	fill_point(stage, &ca, scene);
}

/* A CA that vouches for itself, but is no trust anchor. */
static void
build_self(struct ca_stage *stage, const struct ca_scene *scene)
{
	struct ca ca;
	struct ca_point point;

	next_ca(stage, &ca, scene->name, NULL);
	ca_init(&ca, scene->name, ca.key, &ca, BASE);
	ca_uri_set(ca.cer_uri, ca.repository, scene->name, ".cer");
	ca.ip = CA_DOC_IP;
	ca.asn = CA_DOC_ASN;
	ca_point_init(&point, &ca, stage->directory);
	add_cer(&point, &ca, NULL);
	ca_point_fini(&point);
	fill_point(stage, &ca, scene);
}

/* Two CAs that vouch for each other. */
static void
build_loop(struct ca_stage *stage, const struct ca_scene *scene)
{
	struct ca a, b;
	struct ca_point point;

	next_ca(stage, &b, "aia-loop-b", NULL);
	next_ca(stage, &a, scene->name, &b);
	ca_uri_set(b.cer_uri, a.repository, "aia-loop-b", ".cer");
	ca_point_init(&point, &b, stage->directory);
	add_cer(&point, &a, NULL);
	ca_point_add_crl(&point, NULL);
	ca_point_finish(&point, NULL);
	ca_point_fini(&point);
	ca_point_init(&point, &a, stage->directory);
	add_cer(&point, &b, NULL);
	ca_point_fini(&point);
	fill_point(stage, &a, scene);
}

/* The anchor, then one CA below the other, and the ROA at the end. */
static void
build_deep(struct ca_stage *stage, const struct ca_scene *scene)
{
	static char name[CA_CHAIN_DEEP][CA_URI_SIZE];
	static struct ca ca[CA_CHAIN_DEEP];
	struct ca_point point;
	unsigned i;

	for (i = 0; i < CA_CHAIN_DEEP; i++) {
		snprintf(name[i], sizeof(name[i]), "%s-%02u", scene->name, i);
		if (i == CA_CHAIN_DEEP - 1)
			snprintf(name[i], sizeof(name[i]), "%s", scene->name);
		next_ca(
		    stage, &ca[i], name[i], i == 0 ? &stage->ta : &ca[i - 1]);
	}
	add_cer(&stage->point, &ca[0], NULL);
	for (i = 0; i + 1 < CA_CHAIN_DEEP; i++) {
		ca_point_init(&point, &ca[i], stage->directory);
		add_cer(&point, &ca[i + 1], NULL);
		ca_point_add_crl(&point, NULL);
		ca_point_finish(&point, NULL);
		ca_point_fini(&point);
	}
	fill_point(stage, &ca[CA_CHAIN_DEEP - 1], scene);
}

/* Two certificates of one key; only the other one holds the resources. */
static void
build_same_ski(struct ca_stage *stage, const struct ca_scene *scene)
{
	struct ca rich, poor;
	struct ca_point point;

	next_ca(stage, &rich, "two-ca-same-ski-rich", &stage->ta);
	ca_init(&poor, scene->name, rich.key, &stage->ta, BASE);
	poor.ip = "192.0.2.0/24";
	add_cer(&stage->point, &rich, NULL);
	add_cer(&stage->point, &poor, NULL);
	ca_point_init(&point, &rich, stage->directory);
	ca_point_add_crl(&point, NULL);
	ca_point_finish(&point, NULL);
	ca_point_fini(&point);
	fill_point(stage, &poor, scene);
}

void
ca_stage_add(
    struct ca_stage *stage, const struct ca_scene *scene, char uri[CA_URI_SIZE])
{
	snprintf(stage->prefix, sizeof(stage->prefix), "2001:db8:%x::/48",
	    stage->number++);
	snprintf(
	    uri, CA_URI_SIZE, "%s%s/%s.roa", BASE, scene->name, scene->name);
	if (scene->build != NULL)
		scene->build(stage, scene);
	else
		build_plain(stage, scene);
}
