/* SPDX-License-Identifier: ISC */
/* past_gen SEED FILE: a small store, of tests/lib/past.h filled by SEED. */
#include "tests/lib/test.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/past.h"

int
main(int argc, char **argv)
{
	static struct past past;
	FILE *file;

	if (argc != 3)
		errx(2, "usage: past_gen SEED FILE");
	past_init(&past);
	past_add(&past, "192.0.2.0/24", 24, 64496);
	past_add(&past, "192.0.0.0/16", 24, 64500);
	past_add(&past, "192.0.2.128/25", 25, 0);
	past_add(&past, "2001:db8::/32", 48, 64496);
	past_fill(&past, strtoull(argv[1], NULL, 10));
	past_build(&past);
	file = fopen(argv[2], "w");
	if (file == NULL ||
	    fwrite(past.bytes.data, 1, past.bytes.len, file) !=
		past.bytes.len ||
	    fclose(file) != 0)
		err(2, "%s", argv[2]);
	past_fini(&past);
	return 0;
}
