# SPDX-License-Identifier: ISC
# A request in the environment and on standard input (RFC 3875), its answer on
# standard output.  The ETag has the digest of the store, which may change.
. "$T/past.inc"
cgi() { # cgi METHOD PATH QUERY [VARIABLE=VALUE...]
    method=$1 path=$2 query=$3
    shift 3
    echo "$ $method $path $query $*"
    env -i PATH="$PATH" RSEC_HISTORY="$RSEC_HISTORY" REQUEST_METHOD="$method" \
        PATH_INFO="$path" QUERY_STRING="$query" "$@" \
        roa-history serve --cgi >answer
    echo "exit $?"
    tr -d '\r' <answer |
        sed -e 's/^\(ETag: \)"[^"]*"/\1TAG/' -e 's/^\(Last-Modified: \).*/\1T/'
    echo
}
cgi GET /api/v1/covered/192.0.2.0/24 date=2026-01-04
cgi GET /api/v1/covered/192.0.1.0/24 date=2026-01-08
cgi HEAD /api/v1/covered/192.0.2.0/24 date=2026-01-04
cgi GET /api/v1/covered/192.0.2.0/24 'date=yesterday'
cgi GET /api/v1/covered/192.0.2.0/24 'date=2025-12-01'
cgi GET /nothing ''
cgi GET '/api/v1/asn/AS64496?tal=arin' ''
cgi DELETE /api/v1/status ''
routes='{"routes":[{"asn":"AS64500","prefix":"192.0.2.0/24"}]}'
printf %s "$routes" |
    cgi POST /validity date=2026-01-04 CONTENT_LENGTH=${#routes}
printf %s "$routes" | cgi POST /validity '' CONTENT_LENGTH=20
cgi POST /validity '' CONTENT_LENGTH=many
env -i PATH="$PATH" PATH_INFO=/api/v1/status REQUEST_METHOD=GET \
    roa-history serve --cgi -d past.store >answer
tag=$(tr -d '\r' <answer | sed -n 's/^ETag: //p')
cgi GET /api/v1/status '' HTTP_IF_NONE_MATCH="$tag" | sed '1s/"[^"]*"/TAG/'
