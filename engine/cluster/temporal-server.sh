#!/bin/sh
# The server listens on, and tells its peers, the one address that this container has.
set -eu
BIND_ON_IP="${BIND_ON_IP:-$(hostname -i | cut -d' ' -f1)}"
export BIND_ON_IP
exec temporal-server --config-file "${TEMPORAL_CONFIG:-/etc/temporal/temporal.yaml}" --allow-no-auth start
