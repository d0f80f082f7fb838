#!/bin/sh
# usage: apart.sh KIND FOLDER COMMAND ...: run it where `sudo -i` and `su -` lead to FOLDER/login, or beside the sshd that FOLDER/sshd describes
#
# root's shell and sudo's rules are FOLDER's in mounts that only this process and its children see.
kind=$1 folder=$2
if [ -z "$APART_FROM" ]; then
	exec env APART_FROM=1 unshare --mount "$0" "$@"
fi
unset APART_FROM
shift 2
case $kind in
sudo | su)
	mount --bind "$folder/passwd" /etc/passwd
	mount --bind "$folder/sudoers" /etc/sudoers
	;;
ssh)
	mount -t tmpfs -o mode=755 none /run
	mkdir -m 755 /run/sshd
	setsid setpriv --pdeathsig KILL /usr/sbin/sshd -D -f "$folder/sshd" </dev/null >/dev/null 2>&1 &
	;;
esac
exec "$@"
