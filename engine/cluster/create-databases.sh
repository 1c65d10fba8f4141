#!/bin/sh
# Runs once, when the PostgreSQL volume is empty: our database with its two roles, and Temporal's.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$DATABASE_OWNER_PASSWORD" --set app_password="$DATABASE_APP_PASSWORD" --set temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role liandong_owner login password :'owner_password';
create role liandong_app login password :'app_password';
create role temporal login password :'temporal_password';
create database liandong owner liandong_owner;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke all on database liandong, temporal, temporal_visibility from public;
grant connect on database liandong to liandong_app;
\connect liandong
revoke all on schema public from public;
grant usage on schema public to liandong_app;
SQL
