#!/bin/sh
# usage: postgres.sh COMMAND ...: run it beside a database cluster that is its own, with a database and a user who has a password
if [ -z "$APART" ]; then
	exec env APART=1 unshare --mount "$0" "$@"
fi
mount -t tmpfs -o mode=777 none /mnt
for bin in /usr/lib/postgresql/*/bin; do PATH=$bin:$PATH; done
export PATH PGHOST=/mnt PGUSER=postgres PAGER=cat
{
	other="setpriv --reuid=nobody --regid=nogroup --clear-groups"
	cd /mnt
	$other initdb -D /mnt/data -U postgres --auth=trust --no-sync
	$other sed -i '1i local all app scram-sha-256' /mnt/data/pg_hba.conf
	setsid $other postgres -D /mnt/data -k /mnt -h '' -F &
	until pg_isready -q; do sleep 0.05; done
	psql -c 'create database shop' -c "create user app password 'Yellow-Marmot-7'" postgres
	cd "$HOME"
} </dev/null >"$HOME/postgres.log" 2>&1
unset APART
exec "$@"
