#!/usr/bin/perl
# SPDX-License-Identifier: ISC
# Run TAP streams with TAP::Harness, the module behind prove(1), and count.
#
# Standard input names one stream a line: "description<TAB>shell command".
# The last line of the output is "N passed, N failed, N skipped"; skips stand
# above it with their reasons.  Exit status 0 if nothing failed.
use strict;
use warnings;
use TAP::Harness;

my %command;
my @streams;
while (my $line = <STDIN>) {
    chomp $line;
    my ($description, $command) = split /\t/, $line, 2;
    $command{$description} = $command;
    push @streams, $description;
}

# A stream that skips all of its tests counts as one skip.
my @skips;
my $skipped_streams = 0;

sub watch {
    my ($parser, $stream) = @_;
    $parser->callback(plan => sub {
        my $plan = shift;
        return unless $plan->has_skip;
        $skipped_streams++;
        push @skips, "$stream: " . $plan->explanation;
    });
    $parser->callback(test => sub {
        my $test = shift;
        return unless $test->has_skip;
        my $name = $test->description =~ s/^- //r;
        push @skips, "$stream: $name: " . $test->explanation;
    });
}

my $harness = TAP::Harness->new({
    jobs      => $ENV{JOBS} || 2,
    merge     => 0,
    failures  => 1,
    verbosity => $ENV{VERBOSE} ? 1 : 0,
    exec      => sub { [ 'sh', '-c', $command{ $_[1] } ] },
});
$harness->callback(made_parser => sub { watch($_[0], $_[1][1]) });
my $result = $harness->runtests(map { [ $_, $_ ] } @streams);

# A stream that crashed, or whose plan does not hold, failed once more than
# its tests say.
my $broken = 0;
for my $stream ($result->descriptions) {
    my ($parser) = $result->parsers($stream);
    $broken++ if $parser->has_problems && !$parser->failed;
}

print "skipped  $_\n" for @skips;
my $skipped = $result->skipped + $skipped_streams;
my $passed  = $result->passed - $result->skipped;
my $failed  = $result->failed + $broken;
print "$passed passed, $failed failed, $skipped skipped\n";
exit($failed || !@streams ? 1 : 0);
