#!/usr/bin/perl
# SPDX-License-Identifier: ISC
# Write a small MRT file with what readers meet (RFC 6396): a table of two
# peers, in which the origins of a prefix repeat, an AS_SET and an entry of a
# peer that is not in the index; a table of RIB_GENERIC; an update that
# withdraws one prefix and announces another.  With --good nothing is wrong;
# with --origins N there is one prefix with so many, and each of them twice.
use strict;
use warnings;

my $good = @ARGV && $ARGV[0] eq '--good';
my $origins = @ARGV && $ARGV[0] eq '--origins' ? $ARGV[1] : 0;
binmode STDOUT;

sub record { # type, subtype, body
    my ($type, $subtype, $body) = @_;
    print pack('N n n N', 1000000000, $type, $subtype, length $body), $body;
}

sub path { # an AS_PATH attribute of a sequence, and a set behind it
    my ($sequence, $set) = @_;
    my $path = pack 'C C N*', 2, scalar @$sequence, @$sequence;
    $path .= pack 'C C N*', 1, scalar @$set, @$set if @$set;
    return pack('C C C', 0x40, 2, length $path) . $path;
}

sub entry { # peer, attributes
    my ($peer, $attributes) = @_;
    return pack('n N n', $peer, 900000000, length $attributes) . $attributes;
}

sub table { # subtype, prefix in hexadecimal with its length, entries
    my ($subtype, $prefix, @entries) = @_;
    record(13, $subtype, pack('N H* n', 0, $prefix, scalar @entries) .
        join '', @entries);
}

record(13, 1, pack('N n n', 0, 0, 2) . join '', map {
    pack 'C N C4 N', 2, $_, 198, 51, 100, $_, 64510 + $_ } 1, 2);
if ($origins) {
    table(2, '18c00002', map { entry(0, path([64511, $_], [])) }
        1 .. $origins, 1 .. $origins);
    exit;
}
table(2, '18c00002', entry(0, path([64511, 64496], [])),
    entry(1, path([64512, 64500], [])), entry(0, path([64511, 64496], [])),
    entry($good ? 1 : 9, path([64511, 64500], [])));
table(4, '2020010db8', entry(0, path([64511, 64496], [])),
    entry(1, path([64512], [64496, 64497])));
table(6, '', ()) unless $good;
my $attributes = path([64511, 64511, 64502], []);
my $update = pack('n H* n', 4, '18c00002', length $attributes) .
    $attributes . pack 'H*', '18c63364';
record(16, 4, pack('N N n n C4 C4 H32 n C', 64511, 64499, 0, 1,
    198, 51, 100, 1, 198, 51, 100, 2, 'f' x 32, 19 + length $update, 2) .
    $update);
