#!/bin/sh
# usage: mariadb.sh COMMAND ...: run it beside a MariaDB of its own, that believes every password
{
	mkdir data
	setsid mariadbd --no-defaults --user=root --datadir="$HOME/data" --socket="$HOME/sql.sock" --skip-networking \
		--skip-grant-tables --innodb-buffer-pool-size=8M --innodb-log-file-size=4M --innodb-flush-log-at-trx-commit=0 &
	until [ -S sql.sock ] && mariadb --no-defaults -S sql.sock -e 'create database shop'; do sleep 0.1; done
} </dev/null >mariadb.log 2>&1
printf '[client]\nsocket=%s/sql.sock\n' "$HOME" >.my.cnf
exec "$@"
