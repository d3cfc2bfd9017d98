/* SPDX-License-Identifier: ISC */
/*
 * The folder of public inputs that rsec-fetch(1) keeps and other tools read:
 * named by --data DIR, or else by RSEC_DATA in the environment.
 *
 * In it each kind of input is a folder with one file or more, whose names do
 * not matter; or it is a file KIND.ANYTHING beside the folders, as a person
 * puts there who has just one:
 *
 *	vrps		VRP exports, which may have ASPAs
 *	irr		route objects, aut-num and sets: dumps of registries
 *	whois		organisations, roles and persons: dumps of the RIRs
 *	delegated	delegated-extended files
 *	transfers	transfer logs
 *	peeringdb	net, poc, netixlan, org, as_set; API or dump
 *	bogons		full bogons, of both families
 *	cidr-report	bogons as the CIDR Report lists them
 *	grip, bgpstream	incidents
 *	spoofer		sessions of CAIDA's Spoofer
 *	rsc		signed checklists (RFC 9323)
 *	as-rel, as-org	relations of networks, and who holds them
 *	participants	who takes part in MANRS, the table of manrs.org
 *	rib, updates	BGP tables and updates
 */
#ifndef RSEC_CMD_DATA_H
#define RSEC_CMD_DATA_H

#include <stddef.h>

#include "cmd/inputs.h"

/* Paths, sorted by name, that cli_data_free() frees. */
struct cli_data {
	char **paths;
	size_t count;
};

/*
 * The folder that OPTION, the argument of --data or NULL, or else the
 * environment names; NULL where neither does.  Dies if it is no folder.
 */
const char *cli_data_folder(const char *option);

/*
 * The files of KIND in FOLDER, to the end of DATA; none is not an error.  What
 * a fetch left unfinished, its records and hidden files are not among them.
 * What is no file is told and passed over; dies of a link that leads nowhere.
 */
void cli_data_find(struct cli_data *data, const char *folder, const char *kind);
void cli_data_free(struct cli_data *data);

/* A path that an option named, to the end of DATA; copied. */
void cli_data_put(struct cli_data *data, const char *path);

/* By name; a file that is there twice, by whatever path, once, with a warning.
 */
void cli_data_sort(struct cli_data *data);

/* Name them all as an option would, once for each; DATA must outlive NAMES. */
void cli_data_add(
    struct cli_names *names, const struct cli_data *data, const char *option);

#endif
