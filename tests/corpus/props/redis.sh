#!/bin/sh
# usage: redis.sh COMMAND ...: run it beside a redis of its own
setsid redis-server --port 0 --unixsocket "$HOME/sock" --save '' --requirepass Tall-Heron-41 --set-proc-title no </dev/null >redis.log 2>&1 &
until [ -S sock ]; do sleep 0.05; done
exec "$@"
