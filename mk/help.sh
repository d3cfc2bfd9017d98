#!/bin/sh
# SPDX-License-Identifier: ISC
# What the Makefile can make.
cat <<'END'
make                 build the tools and the library in build/
make deps            install the Debian packages that are missing
make demo            build, and run every tool on the bundled data
make check           build, and run all tests
make conformance     the BBN suite of good and bad objects, with its score
make check-asan      the same with address and undefined behaviour sanitizers
make check-valgrind  the unit tests under valgrind
make lint            format, layers, headers, manual pages, shell scripts
make fuzz            run each fuzzer for a while (FUZZ_SECONDS, default 60)
make bench           measure, side by side with the peers that are installed
make metrics         sizes of functions and files
make install         install below PREFIX (/usr/local), staged in DESTDIR
make uninstall       remove what install put there
make distcheck       archive, unpack, build, check, install, uninstall
make clean           remove build/
END
