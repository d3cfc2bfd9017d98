/* SPDX-License-Identifier: ISC */
/* How cachedir.c opens files where the kernel has no openat2(2). */
#ifndef RSEC_IO_CACHEDIR_PRIVATE_H
#define RSEC_IO_CACHEDIR_PRIVATE_H

/* The descriptor of the file NAME below the folder FD, or -1 with errno. */
int rsec_cachedir_open_parts(int fd, const char *name);

#endif
