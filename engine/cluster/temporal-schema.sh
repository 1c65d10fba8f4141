#!/bin/sh
# Brings Temporal's two databases to the schema of this server's version; says nothing when they have it.
set -eu
export SQL_PASSWORD="$TEMPORAL_DB_PASSWORD"
for store in temporal:temporal temporal_visibility:visibility; do
  database="${store%:*}"
  tool() { temporal-sql-tool --plugin postgres12 --ep "$TEMPORAL_DB_HOST" -p "$TEMPORAL_DB_PORT" -u temporal --db "$database" "$@"; }
  # Leaves a schema that is there as it is.
  tool setup-schema -v 0.0
  tool update-schema --schema-name "postgresql/v12/${store#*:}"
done
